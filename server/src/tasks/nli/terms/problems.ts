/** Symptoms, signs and diseases, in the form of `drugs.ts`. */
export const problems = `
shortness of breath, short of breath, dyspnea, breathlessness, breathless, SOB, SOBOE, DOE, difficulty breathing, trouble breathing, air hunger
orthopnea, breathless when lying flat
high blood pressure, hypertension, HTN, hypertensive, arterial hypertension, raised blood pressure, elevated blood pressure
low blood pressure, hypotension, hypotensive
drop in blood pressure on standing, orthostatic hypotension, postural hypotension, postural drop
heart attack, myocardial infarction, MI, AMI > STEMI, NSTEMI
coronary disease, coronary artery disease, coronary heart disease, ischemic heart disease, CAD, IHD, CHD > heart attack, angina, stent, coronary stent, PCI, CABG, bypass surgery
acute coronary syndrome, ACS > heart attack, unstable angina
heart failure, cardiac failure, congestive heart failure, CHF, CCF > HFrEF, HFpEF, left ventricular failure
heart muscle disease, cardiomyopathy > dilated cardiomyopathy, hypertrophic cardiomyopathy, HOCM
irregular heartbeat, irregular heart rhythm, heart rhythm disorder, cardiac arrhythmia, arrhythmia, rhythm disturbance > atrial fibrillation, atrial flutter, SVT, supraventricular tachycardia, ventricular tachycardia, VT, ventricular fibrillation, VF, heart block, sick sinus syndrome
atrial fibrillation, AF, AFib, afib, a-fib, auricular fibrillation > paroxysmal atrial fibrillation, PAF
fast heart rate, rapid heart rate, tachycardia, tachycardic > sinus tachycardia
slow heart rate, bradycardia, bradycardic > sinus bradycardia
palpitations, racing heart, heart racing, fluttering in the chest
valve disease, valvular heart disease, heart valve disease > aortic stenosis, aortic regurgitation, mitral regurgitation, mitral stenosis, tricuspid regurgitation
heart infection, infection of a heart valve, infective endocarditis, endocarditis
heart disease, cardiac disease, heart trouble, heart problem, cardiac history > coronary disease, heart failure, heart muscle disease, irregular heartbeat, valve disease
stroke, cerebrovascular accident, CVA, cerebral infarction, cerebral infarct, brain attack > ischemic stroke, hemorrhagic stroke, lacunar infarct, MCA infarct
mini-stroke, ministroke, transient ischemic attack, TIA
intracranial bleed, intracranial bleeding, intracranial hemorrhage, ICH, bleed in the brain, bleeding in the brain, brain bleed, bleed in the skull > subdural hematoma, subdural, SDH, subarachnoid hemorrhage, SAH, epidural hematoma, extradural hematoma, intracerebral hemorrhage
blood clot in the leg, clot in the leg, venous thrombosis in the leg, deep vein thrombosis, deep venous thrombosis, DVT > clot in the left calf, clot in the right calf, calf clot
blood clot in the lung, clot in the lung, pulmonary embolism, pulmonary embolus, pulmonary emboli, PE
venous thromboembolism, VTE, thrombosis, blood clot, clotting event > blood clot in the leg, blood clot in the lung
peripheral artery disease, peripheral arterial disease, PAD, PVD, poor circulation in the legs > claudication
aortic aneurysm > abdominal aortic aneurysm, AAA
swelling, edema, swollen > leg swelling, pitting edema
leg swelling, swelling of the legs, swollen legs, swollen ankles, ankle swelling, peripheral edema, pedal edema, leg edema, ankle edema, lower extremity edema
fluid overload, volume overload, hypervolemia, hypervolemic
dehydration, dehydrated, volume depletion, hypovolemia
collapsed lung, lung collapse, air in the pleural space, air around the lung, pneumothorax, PTX
fluid around the lung, fluid in the pleural space, pleural fluid, pleural effusion
fluid in the abdomen, abdominal fluid, ascites
fluid around the heart, pericardial effusion
fluid in the lungs, pulmonary edema
free air in the abdomen, free air, free gas, free intraperitoneal air, free intraperitoneal gas, air under the diaphragm, pneumoperitoneum
blood in the pleural space, hemothorax
chest infection, lung infection, lower respiratory tract infection, LRTI > pneumonia, CAP, bronchitis, community-acquired pneumonia, bronchiolitis
asthma, reactive airway disease
chronic obstructive pulmonary disease, COPD, COAD > emphysema, chronic bronchitis
lung scarring, scarring of the lungs, pulmonary fibrosis, interstitial lung disease, ILD, IPF
lung disease, pulmonary disease, lung problem, respiratory disease, chronic lung disease > asthma, chronic obstructive pulmonary disease, lung scarring, bronchiectasis, cystic fibrosis, sarcoidosis
airway narrowing, bronchospasm, wheezing, wheeze, wheezy
low oxygen, low oxygen level, hypoxia, hypoxic, hypoxemia, desaturation
coughing up blood, coughed up blood, coughs up blood, hemoptysis
sleep apnea, obstructive sleep apnea, OSA
runny nose, rhinorrhea, coryza
stuffy nose, blocked nose, nasal congestion
nosebleed, nose bleed, epistaxis
sore throat, pharyngitis, throat pain
hoarseness, hoarse voice, hoarse, dysphonia
difficulty swallowing, trouble swallowing, swallowing difficulty, dysphagia
painful swallowing, odynophagia
jaundice, jaundiced, icterus, icteric, scleral icterus, yellow eyes, yellow skin, yellowing of the eyes
nausea, nauseated, nauseous, feeling sick
vomiting, vomited, vomits, emesis, being sick, throwing up, threw up
vomiting blood, hematemesis
black stool, tarry stool, melena
blood in the stool, rectal bleeding, bleeding per rectum, hematochezia, PR bleeding, PR bleed, BRBPR
gastrointestinal bleeding, gastrointestinal bleed, GI bleed, GI bleeding > vomiting blood, black stool, blood in the stool, bleeding ulcer
diarrhea, loose stool, loose motions, watery stool
constipation, constipated, obstipation
heartburn, reflux, acid reflux, reflux disease, gastroesophageal reflux disease, GERD, GORD
stomach ulcer, peptic ulcer, ulcer of the stomach, PUD > gastric ulcer, duodenal ulcer
inflammation of the stomach, gastritis
inflammation of the pancreas, pancreatitis
inflammation of the gallbladder, cholecystitis
stone in the bile duct, bile duct stone, common bile duct stone, CBD stone, choledocholithiasis
gallstone, cholelithiasis, biliary stone
inflammation of the appendix, appendicitis
blocked bowel, bowel obstruction, intestinal obstruction, SBO, ileus
inflammatory bowel disease, IBD > Crohn's disease, Crohn disease, ulcerative colitis, UC
bowel disease, bowel disorder > inflammatory bowel disease, diverticulitis, irritable bowel syndrome, IBS, celiac disease
liver disease, chronic liver disease, liver problem > cirrhosis, hepatitis, hepatitis B, hepatitis C, fatty liver, NAFLD, MASLD, hepatic steatosis
scarring of the liver, cirrhosis, cirrhotic
fatty liver, hepatic steatosis, NAFLD, MASLD
enlarged liver, hepatomegaly
enlarged spleen, splenomegaly
confusion, confused, mentally confused, disoriented, disorientation > hepatic encephalopathy, delirium
delirium, delirious, acute confusional state
belly pain, stomach pain, abdominal pain, stomach ache, tummy pain, tummy ache
chest pain, CP, pain in the chest > angina
back pain, low back pain, lower back pain, LBP, lumbago, backache
joint pain, arthralgia, painful joints
muscle pain, myalgia, muscle aches
headache, cephalgia, HA > migraine
neck stiffness, stiff neck, nuchal rigidity, meningism
sensitivity to light, photophobia
dizziness, dizzy, lightheaded, light-headed, lightheadedness
spinning sensation, vertigo
faint, fainted, fainting, fainting episode, passed out, passing out, blacked out, blackout, syncope, syncopal episode, loss of consciousness, lost consciousness, LOC, collapse with loss of consciousness
seizure, fit, convulsion, epileptic attack > tonic-clonic seizure, focal seizure, absence seizure
seizure disorder, epilepsy, epileptic
numbness, numb, loss of sensation, loss of feeling, sensory loss, hypoesthesia
tingling, pins and needles, paresthesia
weakness on one side, one-sided weakness, hemiparesis, hemiplegia
weakness, weak, paresis
facial weakness, facial droop, facial palsy, drooping face
slurred speech, dysarthria
difficulty finding words, speech disturbance, aphasia, dysphasia
double vision, diplopia
loss of vision, blindness, blind, visual loss
tremor, shaking of the hands
memory problem, memory loss, forgetful, forgetfulness, cognitive impairment
dementia > Alzheimer's disease, Alzheimer disease, Alzheimer's, vascular dementia, Lewy body dementia
unsteady gait, unsteadiness, ataxia, ataxic
nerve damage, neuropathy, peripheral neuropathy, polyneuropathy
neurological disease, neurological disorder > multiple sclerosis, MS, Parkinson's disease, seizure disorder, ALS, motor neurone disease, migraine, dementia
herniated disc, disc herniation, slipped disc, disc prolapse, prolapsed disc, recurrent prolapse
fever, febrile, pyrexia, pyrexial, high temperature, feverish
chills, rigors, shivering
night sweats, drenching sweats
fatigue, tired, tiredness, exhausted, exhaustion, lethargy, malaise
weight loss, lost weight, losing weight
weight gain, gained weight, gaining weight
loss of appetite, poor appetite, anorexia, reduced appetite
insomnia, poor sleep, trouble sleeping, difficulty sleeping, sleeping badly
low mood, depressed mood, feeling low
depression, depressive disorder, major depressive disorder, MDD, depressive episode
anxiety, anxious, anxiety disorder, GAD
thoughts of suicide, suicidal ideation, suicidal thoughts, suicidal, SI
hallucinations, hallucinating > hearing voices, auditory hallucinations, visual hallucinations
hearing voices, hears voices, auditory hallucinations
psychiatric disorder, psychiatric illness, mental illness, mental health problem > depression, anxiety, bipolar disorder, schizophrenia, PTSD, OCD, psychosis
itching, itchy, itch, pruritus, pruritic
rash, exanthem, skin eruption, skin rash > maculopapular rash, vesicular rash
hives, urticaria, wheals
bruise, bruising, ecchymosis
open sore, sore, open wound, wound, ulcer, ulceration, skin break > foot ulcer, pressure ulcer, pressure sore, leg ulcer, bedsore
skin infection > cellulitis, impetigo, erysipelas
collection of pus, abscess, purulent collection
enlarged lymph nodes, swollen glands, lymphadenopathy, adenopathy
bleeding, bleed, hemorrhage, blood loss > intracranial bleed, gastrointestinal bleeding, nosebleed, vomiting blood, black stool, blood in the stool, postpartum hemorrhage, PPH
low red blood count, low hemoglobin, anemia, anemic > iron deficiency anemia, pernicious anemia, IDA
low platelets, low platelet count, thrombocytopenia
low white count, low white cell count, leukopenia
low neutrophils, neutropenia, neutropenic
high white count, raised white cell count, leukocytosis
low sodium, hyponatremia
high sodium, hypernatremia
low potassium, hypokalemia
high potassium, hyperkalemia
low magnesium, hypomagnesemia
high calcium, hypercalcemia
low calcium, hypocalcemia
high blood sugar, high glucose, hyperglycemia
low blood sugar, low glucose, hypoglycemia, hypo
high cholesterol, raised cholesterol, hyperlipidemia, hypercholesterolemia, dyslipidemia, HLD
diabetes, diabetes mellitus, diabetic, DM > type 2 diabetes, type 1 diabetes, T2DM, T1DM, DM2, DM1, type 2 diabetes mellitus, type 1 diabetes mellitus
diabetes in pregnancy, gestational diabetes, GDM
type 2 diabetes, T2DM, DM2, type 2 diabetes mellitus, NIDDM
type 1 diabetes, T1DM, DM1, type 1 diabetes mellitus, IDDM
underactive thyroid, hypothyroidism, hypothyroid > Hashimoto's thyroiditis, Hashimoto's
overactive thyroid, hyperthyroidism, hyperthyroid, thyrotoxicosis > Graves' disease, Graves disease
thyroid disease, thyroid disorder, thyroid problem > underactive thyroid, overactive thyroid, goiter, thyroid nodule, Hashimoto's thyroiditis
overweight, obesity, obese
kidney disease, renal disease, chronic kidney disease, CKD, renal impairment > kidney failure, diabetic nephropathy, IgA nephropathy
kidney failure, renal failure, end-stage renal disease, end stage kidney disease, ESRD, ESKD
acute kidney injury, AKI, acute renal failure, ARF
kidney stone, stone in the kidney, renal stone, renal calculus, renal calculi, nephrolithiasis, ureteric stone, ureteral stone, ureteral calculus > renal colic
urinary tract infection, urine infection, bladder infection, UTI, cystitis
kidney infection, pyelonephritis
blood in the urine, hematuria
protein in the urine, proteinuria, albuminuria
painful urination, burning on urination, dysuria
urinating at night, nighttime urination, night-time urination, getting up at night to urinate, nocturia
blocked urine flow, obstructed urine flow, hydronephrosis
urinary incontinence, leaking urine, incontinent of urine
inability to pass urine, urinary retention, retention of urine
enlarged prostate, benign prostatic hyperplasia, BPH, prostatic enlargement
infection, infected > urinary tract infection, chest infection, cellulitis, sepsis, osteomyelitis, abscess, endocarditis, meningitis, C. difficile colitis, bacteremia
bloodstream infection, bacteremia, bacteraemia, positive blood cultures
blood poisoning, sepsis, septic, septicemia > septic shock, urosepsis
bone infection, infection of the bone, osteomyelitis
shingles, herpes zoster
cold sore, herpes labialis
flu, influenza
COVID, COVID-19, coronavirus infection, SARS-CoV-2 infection
broken bone, fracture, fractured, broke > hip fracture, femoral neck fracture, rib fracture, wrist fracture, Colles fracture, vertebral fracture
hip fracture, broken hip, femoral neck fracture, neck of femur fracture, NOF fracture, fractured neck of femur
arthritis, joint disease > osteoarthritis, OA, rheumatoid arthritis, RA, psoriatic arthritis, gout, septic arthritis
wear and tear of the joint, osteoarthritis, OA, degenerative joint disease
thin bones, osteoporosis, osteoporotic
autoimmune disease, autoimmune disorder > lupus, SLE, rheumatoid arthritis, celiac disease, multiple sclerosis, Hashimoto's thyroiditis, Graves' disease, psoriasis, vitiligo
cancer, malignancy, malignant tumor, malignant disease > carcinoma, adenocarcinoma, squamous cell carcinoma, SCC, melanoma, lymphoma, leukemia, myeloma, sarcoma, breast cancer, lung cancer, colon cancer, prostate cancer, metastasis, DCIS
spread of cancer, metastatic disease, metastasis, metastases, mets, secondary deposits
blood cancer, hematological malignancy > leukemia, lymphoma, multiple myeloma, myeloma
skin cancer > melanoma, basal cell carcinoma, BCC, squamous cell carcinoma of the skin
lump, mass, nodule
precancerous polyp, adenoma > tubular adenoma, tubulovillous adenoma
eye disease > glaucoma, cataract, macular degeneration, diabetic retinopathy
clouding of the lens, cataract
raised eye pressure, ocular hypertension
hearing loss, deafness, deaf, hard of hearing
ringing in the ears, tinnitus
ear infection, otitis media, otitis externa
painful periods, dysmenorrhea
heavy periods, heavy menstrual bleeding, menorrhagia
premature birth, preterm birth, born prematurely, born early, preterm delivery
high blood pressure in pregnancy > pre-eclampsia, preeclampsia, gestational hypertension
miscarriage, spontaneous abortion, pregnancy loss
severe allergic reaction, anaphylaxis, anaphylactic reaction
alcohol problem, alcohol dependence, alcohol use disorder, alcoholism, alcoholic, AUD
drug addiction, drug dependence, substance use disorder > opioid use disorder, heroin addiction, cocaine use disorder
pain > abdominal pain, chest pain, back pain, knee pain, headache, flank pain, shoulder pain, hip pain, neck pain
shock, circulatory shock > septic shock, cardiogenic shock, hypovolemic shock
fluid under the skin, seroma
blood collection, hematoma, haematoma
clotting factors consumed, consumption of clotting factors, DIC, disseminated intravascular coagulation
inherited clotting disorder, thrombophilia > factor V Leiden, antiphospholipid syndrome, protein C deficiency, prothrombin mutation
varices, variceal > esophageal varices, gastric varices
gluten-sensitive enteropathy, gluten intolerance, celiac disease, coeliac disease
viral hepatitis > hepatitis B, hepatitis C, hepatitis A
cholestasis, intrahepatic cholestasis
kidney transplant rejection
dead tissue, necrosis, necrotic, gangrene
low thyroid, hypothyroidism
adrenal insufficiency, Addison's disease, hypocortisolism
crystal arthritis > gout, pseudogout
tumor relapse, relapse, relapsed, recurrence, recurred, came back
loss of smell, anosmia
loss of taste, ageusia
lack of blood flow, ischemia, ischemic
infarct, infarction
brain infection > meningitis, encephalitis
clostridial infection, C. difficile infection, C. diff, C. difficile colitis, CDI
infected bone, infection of bone, osteomyelitis
inflamed vein, phlebitis, thrombophlebitis
loss of bone, osteopenia
crisis of sickle cell disease, vaso-occlusive crisis, VOC
noisy breathing, stridor
death wish, wish to die, wants to die
`;
