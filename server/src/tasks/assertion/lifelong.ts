import { termWords } from '../nli/terms/term-words.js';

/** Diseases that one has for life. Abbreviations of two letters could mean something else, and are left out. */
const diseases = `
hypertension, HTN, hypertensive heart disease
diabetes, diabetes mellitus, T1DM, T2DM, NIDDM, IDDM, diabetic retinopathy, diabetic neuropathy, diabetic nephropathy
asthma, COPD, chronic obstructive pulmonary disease, emphysema, bronchiectasis, cystic fibrosis, pulmonary fibrosis, ILD
osteoarthritis, rheumatoid arthritis, psoriatic arthritis, ankylosing spondylitis, gout, osteoporosis, osteopenia, lupus
hypothyroidism, Hashimoto thyroiditis, Addison disease, hypopituitarism
HIV, HIV infection
coronary artery disease, coronary heart disease, ischemic heart disease, CAD, IHD, heart failure, CHF, HFrEF, HFpEF
cardiomyopathy, peripheral arterial disease, peripheral artery disease, peripheral vascular disease
CKD, chronic kidney disease, ESRD, ESKD, end-stage renal disease, polycystic kidney disease
epilepsy, multiple sclerosis, Parkinson disease, Parkinson's disease, Parkinsonism, Huntington disease
Alzheimer disease, Alzheimer's disease, dementia, cerebral palsy, motor neurone disease, ALS
cirrhosis, esophageal varices, Crohn's disease, Crohn disease, ulcerative colitis, celiac disease
sickle cell disease, sickle cell anemia, thalassemia, hemophilia, factor V Leiden
schizophrenia, bipolar disorder, autism, Down syndrome, Marfan syndrome, neurofibromatosis
psoriasis, glaucoma, macular degeneration, hyperlipidemia, dyslipidemia, hypercholesterolemia, high cholesterol
`;

const phrases = diseases
  .split(/[,\n]/)
  .map((name) => formsOf(name))
  .filter((forms) => forms !== '');

/** What tells in a sentence that even such a disease is over. */
const over =
  /\b(?:resolved|remission|cured|outgrew|outgrown|childhood|child|pregnancy|transplant(?:ed|ation)?|reversed|no longer|until|former(?:ly)?)\b/i;

/** What tells in a problem's name that it is an episode of such a disease, or a kind that passes. */
const passing =
  /\b(?:attack|flare|flare-up|exacerbation|episode|crisis|acute|decompensated|gestational|postoperative|intracranial)\b/i;

/**
 * Whether a problem is a disease that does not end, so that it is present even where a sentence tells of the past:
 * "Background of gout and septoplasty in 1989".
 *
 * @param problem its words.
 * @param sentence the sentence in which they stand.
 */
export function isLifelong(problem: string, sentence: string): boolean {
  if (over.test(sentence) || passing.test(problem)) return false;
  const forms = formsOf(problem);
  return phrases.some((phrase) => forms.includes(phrase));
}

/** The forms of a name's words, each between spaces. */
function formsOf(name: string): string {
  const forms = termWords(name).map(({ form }) => form);
  return forms.length === 0 ? '' : ` ${forms.join(' ')} `;
}
