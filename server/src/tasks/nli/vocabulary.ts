/**
 * The words of a statement as concepts: abbreviations expanded, spellings and word forms unified, and words that say
 * nothing about the subject left out. Only the choice of pairs depends on this, so it is short and may err: the model
 * judges.
 */

const spellings: Readonly<Record<string, readonly string[]>> = {
  abdominal: ['abdomen'],
  abd: ['abdomen'],
  af: ['atrial', 'fibrillation'],
  afib: ['atrial', 'fibrillation'],
  afebrile: ['fever'],
  aged: ['age'],
  allergic: ['allergy'],
  anaemia: ['anemia'],
  anemic: ['anemia'],
  asa: ['aspirin'],
  bp: ['blood', 'pressure'],
  boy: ['person'],
  cad: ['coronary', 'disease'],
  cardiac: ['heart'],
  chf: ['heart', 'failure'],
  cigarette: ['smoking'],
  ckd: ['kidney', 'disease'],
  cva: ['stroke'],
  cp: ['chest', 'pain'],
  cxr: ['chest', 'radiograph'],
  diabetic: ['diabetes'],
  diabetes: ['diabetes'],
  dm: ['diabetes'],
  drinker: ['alcohol'],
  drinking: ['alcohol'],
  drinks: ['alcohol'],
  dvt: ['vein', 'thrombosis'],
  dyspnea: ['shortness', 'breath'],
  dyspnoea: ['shortness', 'breath'],
  dyspneic: ['shortness', 'breath'],
  ef: ['ejection', 'fraction'],
  etoh: ['alcohol'],
  febrile: ['fever'],
  female: ['person'],
  gentleman: ['person'],
  girl: ['person'],
  haemoglobin: ['hemoglobin'],
  hb: ['hemoglobin'],
  hepatic: ['liver'],
  hgb: ['hemoglobin'],
  hr: ['heart', 'rate'],
  htn: ['hypertension'],
  hypertensive: ['hypertension'],
  lady: ['person'],
  lvef: ['ejection', 'fraction'],
  male: ['person'],
  man: ['person'],
  metastases: ['metastasis'],
  metastatic: ['metastasis'],
  mi: ['myocardial', 'infarction'],
  nauseated: ['nausea'],
  nonsmoker: ['smoking'],
  normotensive: ['hypertension'],
  oedema: ['edema'],
  old: ['age'],
  pe: ['pulmonary', 'embolism'],
  pyrexia: ['fever'],
  radiography: ['radiograph'],
  renal: ['kidney'],
  smoke: ['smoking'],
  smoked: ['smoking'],
  smoker: ['smoking'],
  smokes: ['smoking'],
  sob: ['shortness', 'breath'],
  temp: ['temperature'],
  tender: ['tenderness'],
  tobacco: ['smoking'],
  tumour: ['tumor'],
  uti: ['urinary', 'infection'],
  vomited: ['vomiting'],
  woman: ['person'],
  xray: ['radiograph'],
  yo: ['age'],
};

const empty = new Set(
  (
    'a about above acute after again all also although am an and any are as at be been before being below ' +
    'bilateral both but by can chronic complain complained complaint could current currently daily day days ' +
    'did do does done due during each either evidence except few finding for former from further had has have ' +
    'having he her here hers him his history however if in include included includes including initial into is it its known last left may medical medication mild ' +
    'month months more most mr mrs ms my new no nor not noted now of off on once one only or other our out ' +
    'over patient patients per post previous prior recent report reported reports revealed right same seen ' +
    'severe she should showed shown shows sign significant since so some status still such symptom than that ' +
    'the their them then there these they this those though time times to today two under until up upon us ' +
    'very was we week weeks well were what when where which while who whose will with within without would ' +
    'year years yesterday yet you your ' +
    'mg mcg kg g ml dl l cm mm mmol mmhg meq iu units hour hours hr hrs min minutes pm bid tid qid po iv prn ' +
    'normal abnormal unremarkable intact increased increasing decreased decreasing elevated reduced high low ' +
    'raised improved improving better worse worsened worsening stable unstable resolved persistent persists ' +
    'present absent positive negative benign malignant never denies denied deny denying start started stop ' +
    'stopped begin began begun initiated continue continued continues discontinued take takes taking taken ' +
    'receive receives received receiving prescribed resume resumed given administered held hold withheld ' +
    'refused declined quit longer'
  ).split(' '),
);
// The heart rate is written "HR" far more often than hours are.
empty.delete('hr');

/** The concepts of a word in a statement; none for a word that says nothing about the subject. */
export function conceptsOf(word: string): readonly string[] {
  const lower = word.normalize('NFKC').toLowerCase();
  const bare =
    lower.length > 6 && lower.startsWith('non') && !Object.hasOwn(spellings, lower) ? lower.slice(3) : lower;
  const singular = singularOf(bare);
  for (const form of [bare, singular]) {
    const spelling = Object.hasOwn(spellings, form) ? spellings[form] : undefined;
    if (spelling !== undefined) {
      return spelling;
    }
    if (empty.has(form)) {
      return [];
    }
  }
  return /^\p{L}{2,}$/u.test(singular) ? [singular] : [];
}

function singularOf(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) {
    return `${word.slice(0, -3)}y`;
  }
  return word.length > 3 && word.endsWith('s') && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}
