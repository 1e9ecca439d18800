import { phrases } from './phrases.js';

/** A class of drugs: the words by which a note denies the whole, and members that people take at home. */
export interface DrugClass {
  readonly name: string;
  /** Finds the class or a member; for use inside phrases. */
  readonly words: string;
  readonly member: RegExp;
}

function drugClass(name: string, words: string, members: string): DrugClass {
  return { name, words: `(?:${words}|${members})`, member: phrases`${members}` };
}

export const drugClasses: readonly DrugClass[] = [
  drugClass(
    'anticoagulant',
    'anti-?coagulants?|anti-?coagulation|anti-?coagulated|blood[- ]?thinn?ers?|(?:tablets?|drugs?|medicines?) that thin the blood|[dn]oacs?',
    'apixaban|rivaroxaban|dabigatran|edoxaban|warfarin|coumadin|eliquis|xarelto|pradaxa|phenprocoumon|acenocoumarol|marcumar|fondaparinux',
  ),
  drugClass('antiplatelet', 'anti-?platelets?', 'aspirin|clopidogrel|ticagrelor|prasugrel|plavix|brilinta'),
  drugClass(
    'statin',
    'statins?|cholesterol (?:tablets?|medications?|pills?)',
    'atorvastatin|simvastatin|rosuvastatin|pravastatin|fluvastatin|lipitor|crestor|zocor',
  ),
  drugClass(
    'beta blocker',
    'beta[- ]?blockers?',
    'metoprolol|atenolol|bisoprolol|carvedilol|propranolol|nadolol|nebivolol|sotalol|labetalol|betaxolol',
  ),
  drugClass(
    'ACE inhibitor',
    'ace[- ]?inhibitors?|acei',
    'lisinopril|enalapril|ramipril|captopril|perindopril|benazepril|quinapril|trandolapril|fosinopril',
  ),
  drugClass(
    'diuretic',
    'diuretics?|water (?:tablets?|pills?)',
    'furosemide|frusemide|bumetanide|torsemide|lasix|spironolactone|hydrochlorothiazide|chlorthalidone|indapamide',
  ),
  drugClass(
    'diabetes drug',
    'diabetes (?:drugs?|medications?|medicines?|tablets?)|oral hypoglyc\\w+',
    'metformin|glipizide|gliclazide|sitagliptin|linagliptin|empagliflozin|dapagliflozin|glimepiride|pioglitazone|semaglutide|liraglutide|dulaglutide',
  ),
  drugClass(
    'SGLT2 inhibitor',
    'sglt-?2(?: inhibitors?|i)?|gliflozins?',
    'empagliflozin|dapagliflozin|canagliflozin|jardiance|farxiga',
  ),
  drugClass(
    'insulin',
    'insulin',
    'glargine|lantus|detemir|levemir|degludec|tresiba|lispro|humalog|aspart|novolog|novorapid|actrapid|humulin|novomix',
  ),
  drugClass(
    'thyroid hormone',
    'thyroid (?:hormones?|replacement|medications?|tablets?)',
    'levothyroxine|thyroxine|synthroid|liothyronine',
  ),
  drugClass(
    'opioid',
    'opioids?|opiates?|narcotics?',
    'morphine|oxycodone|hydrocodone|hydromorphone|codeine|co-codamol|tramadol|tapentadol|methadone|buprenorphine|fentanyl|percocet|vicodin|norco',
  ),
  drugClass(
    'NSAID',
    'nsaids?|non-?steroidals?|anti-?inflammator(?:y|ies)',
    'ibuprofen|naproxen|diclofenac|celecoxib|indomethacin|ketorolac|meloxicam|etoricoxib|advil|motrin|nurofen|aleve',
  ),
  drugClass(
    'antidepressant',
    'anti-?depressants?|ssris?',
    'sertraline|fluoxetine|citalopram|escitalopram|venlafaxine|duloxetine|mirtazapine|bupropion|amitriptyline|paroxetine',
  ),
  drugClass(
    'antipsychotic',
    'anti-?psychotics?|dopamine (?:blockers?|antagonists?)|neuroleptics?',
    'olanzapine|quetiapine|risperidone|aripiprazole|haloperidol|clozapine|paliperidone|metoclopramide',
  ),
  drugClass(
    'benzodiazepine',
    'benzodiazepines?|benzos?',
    'lorazepam|diazepam|clonazepam|alprazolam|temazepam',
  ),
  drugClass(
    'antiepileptic',
    'anti-?epileptics?|anti-?convulsants?|anti-?seizure (?:drugs?|medications?)',
    'levetiracetam|lamotrigine|valproate|carbamazepine|phenytoin|topiramate|lacosamide|keppra',
  ),
  drugClass(
    'steroid',
    '(?<!topical |inhaled |nasal )(?:cortico-?)?steroids?(?! (?:creams?|ointments?|applied|inhalers?))',
    'prednisone|prednisolone|dexamethasone|methylprednisolone|hydrocortisone(?! (?:cream|ointment))',
  ),
  drugClass(
    'topical steroid',
    'topical (?:cortico-?)?steroids?|(?:cortico-?)?steroids? (?:creams?|ointments?|applied to)',
    'betamethasone|clobetasol|mometasone|hydrocortisone (?:cream|ointment)',
  ),
  drugClass(
    'biologic',
    'biologics?|biologic(?:al)? (?:agents?|drugs?|therap(?:y|ies))',
    'adalimumab|infliximab|etanercept|rituximab|tocilizumab|ustekinumab|vedolizumab|secukinumab|dupilumab',
  ),
  drugClass(
    'immunosuppressant',
    'immunosuppress(?:ants?|ion|ives?)',
    'methotrexate|azathioprine|tacrolimus|mycophenolate|c[iy]closporine?',
  ),
  drugClass(
    'proton pump inhibitor',
    'ppis?|proton[- ]pump inhibitors?',
    'omeprazole|pantoprazole|lansoprazole|esomeprazole|rabeprazole',
  ),
  drugClass(
    'contraceptive',
    'contracepti(?:on|ves?)|birth control',
    'cerazette|desogestrel|levonorgestrel|microgynon|mirena|nexplanon|etonogestrel|depo-provera|medroxyprogesterone',
  ),
  drugClass(
    'antiretroviral',
    'art|arvs?|anti-?retrovirals?',
    'tld|dolutegravir|efavirenz|biktarvy|tenofovir|lamivudine',
  ),
  drugClass('bisphosphonate', 'bisphosphonates?', 'alendronate|alendronic acid|risedronate|ibandronate'),
  drugClass('gout drug', 'urate[- ]lowering (?:drugs?|therapy|treatment)', 'allopurinol|febuxostat'),
  drugClass(
    'inhaler',
    'inhalers?|puffers?',
    'albuterol|salbutamol|ventolin|fluticasone|budesonide|tiotropium',
  ),
  drugClass(
    'antibiotic',
    'antibiotics?',
    'amoxicillin|clavulin|augmentin|co-amoxiclav|azithromycin|doxycycline|ciprofloxacin|levofloxacin|ce[fp]h?alexin|clindamycin|nitrofurantoin|trimethoprim|clarithromycin|flucloxacillin',
  ),
  drugClass(
    'vasopressor',
    'vasopressors?|pressors?',
    'norepinephrine|noradrenaline|norepi|levophed|vasopressin|phenylephrine',
  ),
  drugClass('adrenaline', 'adrenalin', 'adrenaline|epinephrine|epipen'),
  drugClass('tranexamic acid', 'antifibrinolytics?', 'tranexamic acid|txa'),
  drugClass(
    'thrombolytic',
    'thrombolytics?|thromboly(?:sis|sed)',
    'alteplase|tenecteplase|tpa|t-pa|streptokinase|reteplase',
  ),
  drugClass(
    'antihypertensive',
    'anti-?hypertensives?|blood pressure (?:tablets?|medications?|medicines?|pills?|drugs?)',
    'lisinopril|enalapril|ramipril|perindopril|amlodipine|nifedipine|felodipine|losartan|valsartan|candesartan|irbesartan|hydrochlorothiazide',
  ),
  drugClass(
    'acid suppression',
    'acid[- ](?:suppress\\w+|lowering|reduc\\w+)(?: (?:drugs?|medications?|medicines?|therapy))?|antacids?',
    'omeprazole|pantoprazole|lansoprazole|esomeprazole|rabeprazole|famotidine|ranitidine',
  ),
  drugClass(
    'psychiatric drug',
    '(?:psychiatric|psychotropic|psychoactive) (?:drugs?|medications?|medicines?)|psychotropics?',
    'lithium|olanzapine|quetiapine|risperidone|aripiprazole|clozapine|sertraline|fluoxetine|citalopram|escitalopram|venlafaxine|mirtazapine|bupropion|paroxetine',
  ),
  drugClass('nitrate', 'nitrates?', 'isosorbide|glyceryl trinitrate|gtn spray|nitroglycerin spray'),
  drugClass('PDE5 inhibitor', 'pde-?5(?: inhibitors?)?', 'sildenafil|tadalafil|vardenafil|viagra|cialis'),
  drugClass(
    'osteoporosis drug',
    'anti-?resorptives?|(?:drugs?|treatment|medication) for osteoporosis|osteoporosis (?:drugs?|treatment|medication)',
    'alendronate|alendronic acid|risedronate|ibandronate|denosumab|prolia|zoledronic acid|teriparatide',
  ),
  drugClass(
    "Parkinson's drug",
    'dopaminergics?|dopaminergic (?:drugs?|medications?|therapy)|levodopa',
    'carbidopa(?:[-/]levodopa)?|sinemet|madopar|pramipexole|ropinirole|rasagiline',
  ),
  drugClass(
    'iron',
    'iron (?:tablets?|supplements?|supplementation|therapy)',
    'ferrous (?:sul(?:ph|f)ate|gluconate|fumarate)',
  ),
  drugClass(
    'antiviral',
    'anti-?virals?',
    '(?:val)?acic?lovir|valacyclovir|acyclovir|oseltamivir|paxlovid|nirmatrelvir|famciclovir',
  ),
  drugClass('vitamin D', 'vitamin d(?: supplements?)?', 'cholecalciferol|colecalciferol|ergocalciferol'),
];
