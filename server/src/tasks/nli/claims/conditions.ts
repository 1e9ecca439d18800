import { phrases } from './phrases.js';

/** What a patient may have had: how a note names it, and by what words it denies it. */
export interface Condition {
  readonly name: string;
  readonly named: RegExp;
  /** For use inside phrases. */
  readonly denied: string;
  /** Whether a bare "No …" means ever. */
  readonly isOnceForAll?: boolean;
}

function condition(name: string, named: string, denied = named, isOnceForAll = false): Condition {
  return { name, named: phrases`${named}`, denied: `(?:${denied})`, isOnceForAll };
}

const cancer = '(?:cancer|carcinoma|lymphoma|leuka?emia|melanoma|sarcoma|myeloma|malignancy|dcis)';

export const conditions: readonly Condition[] = [
  condition('deep vein thrombosis', 'dvt|deep (?:vein|venous) thrombosis'),
  condition('pulmonary embolism', 'pulmonary embol(?:us|ism|i)'),
  condition(
    'thromboembolism',
    'dvt|deep (?:vein|venous) thrombosis|pulmonary embol(?:us|ism|i)|vte',
    'thrombo-?embol(?:ism|ic (?:disease|events?))|vte|blood clots?|(?:venous )?thrombos[ie]s',
  ),
  condition('urinary infection', 'utis?|urin(?:e|ary)(?: tract)? infections?|cystitis|pyelonephritis'),
  condition('atrial fibrillation', 'atrial fibrillation|a-?fib|af'),
  condition(
    'ulcer',
    '(?:peptic|gastric|duodenal|stomach) ulcers?',
    '(?:gi|peptic|gastric|duodenal|stomach) ulcers?|ulcer disease',
  ),
  condition(
    'stroke',
    'strokes?|cva|cerebral infarct(?:ion)?|tia',
    'strokes?|cva|cerebrovascular (?:disease|events?)',
  ),
  condition(
    'gut bleeding',
    'gi bleed(?:ing|s)?|gastrointestinal (?:bleed(?:ing)?|ha?emorrhage)|variceal bleed(?:ing)?|banded|banding|ha?ematemesis|mela?ena',
    'gi bleed(?:ing|s)?|gastrointestinal (?:bleed(?:ing)?|ha?emorrhage)|bled from (?:the|his|her) (?:gut|bowel|stomach)|gut bleed(?:ing)?|variceal bleed(?:ing)?',
  ),
  condition('seizure', 'seizures?|epilepsy|convulsions?'),
  condition(
    'coronary disease',
    'mi|myocardial infarction|cad|cabg|coronary (?:artery )?(?:disease|bypass|stents?)|n?stemi|heart attack|pci|ihd',
    'coronary (?:artery )?disease|cad|ischa?emic heart disease|mi|myocardial infarction|heart attacks?|cardiac (?:disease|history|problems?)|heart (?:disease|problems?)',
  ),
  condition(
    'heart disease',
    'mitral valve prolapse|cardiomyopathy|heart failure|aortic stenosis|chf',
    'cardiac (?:disease|history|problems?)|heart (?:disease|problems?)',
  ),
  condition(
    'valve disease',
    '(?:mitral|aortic|tricuspid) (?:valve )?(?:prolapse|stenosis|regurgitation)',
    'valv(?:e|ular)(?: heart)? disease',
  ),
  condition('heart failure', 'heart failure|chf|hf[rp]ef'),
  condition('asthma', 'asthma|asthmatic'),
  condition('COPD', 'copd|emphysema'),
  condition('diabetes', '(?:type (?:1|2|i|ii) )?diabetes(?: mellitus)?|t[12]dm|dm2?|n?iddm|diabetic'),
  condition('hypertension', 'hypertension|htn|high blood pressure'),
  condition('kidney stones', '(?:kidney|renal|ureteric) (?:stones?|calculi)|nephrolithiasis'),
  condition(
    'kidney disease',
    'ckd|chronic (?:kidney|renal) (?:disease|failure|insufficiency)|es[rk]d',
    '(?:kidney|renal) (?:disease|problems?|failure|insufficiency)|ckd',
  ),
  condition('hepatitis', 'hepatitis [abc]|hbv|hcv', 'hepatitis'),
  condition('tuberculosis', 'tb|tuberculosis'),
  condition(
    'self-harm',
    'overdoses?|self-?harm|suicide attempts?',
    'overdoses?|(?:acts? of )?self-?harm|suicide attempts?',
    true,
  ),
  condition(
    'depression',
    'depression|depressive (?:illness|disorder|episodes?)',
    'depression|depressive illness|psychiatric (?:history|illness|disease)|mental illness',
  ),
  condition('migraine', 'migraines?'),
  condition('pneumonia', 'pneumonia'),
  condition('pancreatitis', 'pancreatitis'),
  condition('gout', 'gout'),
  condition('fracture', 'fractures?|broken (?:wrist|hip|arm|leg|ankle)', 'fractures?'),
  condition('head injury', 'concussions?|head injur(?:y|ies)'),
  condition(
    'cancer',
    cancer,
    '(?<=(?:of|any|had|or|and|a|,) )(?:cancers?|malignanc(?:y|ies)|neoplas(?:m|ia|tic disease))',
  ),
  condition('breast cancer', 'breast (?:cancer|carcinoma)|ductal carcinoma', 'breast (?:cancer|carcinoma)'),
  condition('bowel cancer', '(?:colon|colonic|rectal|bowel|colorectal) (?:cancer|carcinoma)'),
  condition(
    'ovarian cancer',
    'ovarian (?:cancer|carcinoma)',
    '(?:(?:breast or )?ovarian) (?:cancer|carcinoma)',
  ),
  condition('prostate cancer', 'prostate (?:cancer|carcinoma)'),
  condition('skin cancer', 'melanoma|basal cell carcinoma|bcc', 'skin cancers?'),
  condition('melanoma', 'melanoma'),
];

const abdominal =
  'appendi?c?ectomy|cholecystectomy|(?:hemi)?colectomy|ca?esareans?|c-?sections?|hysterectomy|laparotomy|(?:ileoc(?:a)?ec(?:al|um)|bowel) resection|hernia repair|gastrectomy|splenectomy|nephrectomy|gastric bypass|lscs|pfannenstiel|ccy|appy|tah';

const spinal =
  'laminectomy|laminotomy|(?:micro)?discectomy|(?:spinal|lumbar|cervical) fusion|spine surgery|back surgery|acdf';

const cardiac = 'cabg|valve replacement|heart surgery|avr|mvr|bypass (?:surgery|grafting)|sternotomy';

const elsewhere =
  'tonsillectomy|tonsils (?:removed|taken out)|mastectomy|lumpectomy|thyroidectomy|(?:hip|knee) replacement|arthroplasty|orif|vasectomy|turp|prostatectomy|craniotomy|antrostomy|sinus surgery|septoplasty|amputation|carpal tunnel release|cataract surgery|arthroscopy|rotator cuff repair|meniscectomy|sterili[sz]ation';

const operation = '(?:operations?|surger(?:y|ies)|surgical (?:history|procedures?))';

export const operations: readonly Condition[] = [
  condition(
    'operation',
    [abdominal, spinal, cardiac, elsewhere].join('|'),
    `(?<=(?:^|\\b(?:any|an|no|had|prior|previous|past|earlier|undergone|major|further) ))${operation}`,
  ),
  condition(
    'abdominal operation',
    abdominal,
    `abdominal ${operation}|${operation} (?:on|to|in) (?:(?:his|her|the) )?(?:abdomen|belly|stomach)`,
  ),
  condition(
    'spinal operation',
    spinal,
    `(?:spin(?:e|al)|back|lumbar) ${operation}|${operation} (?:on|to) (?:(?:his|her|the) )?(?:back|spine)`,
  ),
  condition(
    'eye operation',
    'cataract (?:surgery|extraction|operation)|vitrectomy|trabeculectomy|lasik|corneal transplant',
    `eye ${operation}|${operation} (?:on|to) (?:(?:his|her|the|either) )?eyes?`,
  ),
  condition(
    'gynecological operation',
    'hysterectomy|oophorectomy|salpingectomy|myomectomy|tubal ligation|ca?esareans?|c-?sections?',
    `(?:gyna?ecologic(?:al)?|pelvic) ${operation}`,
  ),
  condition(
    'urological operation',
    'turp|prostatectomy|nephrectomy|cystectomy|vasectomy|ureteroscopy|lithotripsy|orchid?ectomy',
    `urologic(?:al)? ${operation}`,
  ),
  condition('colonoscopy', 'colonoscop(?:y|ies)'),
  condition(
    'electroconvulsive therapy',
    '(?:ect|electroconvulsive therapy)',
    'ect|electroconvulsive (?:therapy|treatment)',
  ),
  condition(
    'phototherapy',
    '(?:narrowband )?uvb|puva|phototherapy',
    'phototherapy|light (?:treatment|therapy)|uvb|puva',
  ),
  condition(
    'eye laser',
    'laser (?:photocoagulation|burns|scars|retinopexy)|(?:barrage|prp) (?:burns|scars|laser)|prp',
    'laser(?: treatment)?',
  ),
  condition(
    'chemotherapy',
    '(?:cycles|courses|rounds) of (?:\\w+ )?chemotherapy|chemotherapy',
    'chemotherapy',
  ),
  condition(
    'radiotherapy',
    'radio(?:therapy)?|radiation(?: therapy)?|xrt|irradiation',
    'radiotherapy|radiation(?: therapy)?|irradiation',
  ),
  condition('dialysis', '(?:ha?emo)?dialysis|hd via', '(?:ha?emo)?dialysis'),
  condition(
    'transplant',
    '(?:kidney|renal|liver|heart|lung|stem cell|bone marrow) transplant(?:ation)?',
    'transplant(?:ation)?s?|graft',
  ),
  condition('heart operation', cardiac, `(?:open )?(?:heart|cardiac) ${operation}`),
];
