/** Abbreviations after which a sentence never ends: something always follows them. */
const leading = new Set(
  `dr mr mrs ms mx prof st fig figs vs e.g i.e cf viz approx ca al eq eqs ref refs vol pp sec tab suppl spp sp
  var ver nos resp temp incl excl esp dept hosp med surg rm ext abd`.split(/\s+/),
);

/** Abbreviations that may end a sentence: it ends there if the next word begins one. */
const trailing = new Set(
  `pt pts hx dx tx rx sx fx bx px q.d q.h q.i.d q.o.d b.i.d t.i.d qd bid tid qid p.o p.r.n po prn i.v i.m s.c
  s.q s.l h.s a.c p.c a.m p.m am pm etc mg mcg ug g gm gms kg ml cc l dl cm mm m oz lb lbs meq mmol hr hrs h
  min mins sec secs d wk wks mo mos yr yrs y.o wt ht lt rt diff neg pos max avg est inc ltd co corp u.s u.k d.o
  m.d ph.d r.n b.p h.r r.r o2 jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun tab
  tabs fr cap caps inj susp supp gtt gtts p.m.h h.p.i s.p`.split(/\s+/),
);

/** Words that begin a sentence more often than they follow an abbreviation inside one. */
const starters = new Set(
  `A An After All Although An And As At Because Before Both But By CT Denies During ECG EKG Each Exam Family For From
  Given Has He Her His However I If In It Its Labs MRI No Not Of On One Our Over Past Patient Plan Please Pt She
  Since Some Stable Start Started Stop Subsequently That The Their Then There These They This Those To Upon Was We
  Were When Which While Will With`.split(/\s+/),
);

/**
 * Whether a full stop after `word` can end a sentence: `never`, `maybe`, or `undefined` if the word is no
 * abbreviation.
 */
export function abbreviationKind(word: string): 'never' | 'maybe' | undefined {
  const lower = word.toLowerCase();
  // In capitals these are a valve's leak and a disease.
  if (word === 'MR' || word === 'MS') return undefined;
  if (leading.has(lower)) return 'never';
  if (trailing.has(lower)) return 'maybe';
  // Initials and dotted letters: "E. coli", "J. Smith", "t.i.d".
  if (/^(?:\p{L}\.)*\p{L}$/u.test(word)) return 'maybe';
  return undefined;
}

/** Whether `word` usually begins a sentence. */
export function beginsSentence(word: string): boolean {
  return starters.has(word);
}
