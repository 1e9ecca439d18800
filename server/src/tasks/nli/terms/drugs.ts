/**
 * Drugs by class: names of one thing, parted by commas, and after ">" what is a kind of it. A name in capitals is read in
 * capitals only; plurals and British spellings are read, too.
 */
export const drugs = `
beta blocker > metoprolol, lopressor, toprol, atenolol, tenormin, bisoprolol, concor, carvedilol, coreg, propranolol, inderal, nadolol, labetalol, nebivolol, sotalol, esmolol, betaxolol, timolol, pindolol, acebutolol
ACE inhibitor, ACEI, ACEi, angiotensin converting enzyme inhibitor > lisinopril, zestril, enalapril, vasotec, ramipril, altace, tritace, captopril, perindopril, coversyl, benazepril, quinapril, trandolapril, fosinopril
angiotensin receptor blocker, ARB, sartan > losartan, cozaar, valsartan, diovan, candesartan, irbesartan, telmisartan, olmesartan, azilsartan
ARNI, neprilysin inhibitor > sacubitril, entresto
RAAS inhibitor, renin angiotensin inhibitor > ACE inhibitor, angiotensin receptor blocker
calcium channel blocker, calcium antagonist, CCB > amlodipine, norvasc, nifedipine, adalat, felodipine, diltiazem, cardizem, verapamil, nimodipine, nicardipine, clevidipine, lercanidipine, lacidipine
loop diuretic > furosemide, frusemide, lasix, bumetanide, bumex, torsemide, torasemide
thiazide, thiazide diuretic, thiazide type diuretic > hydrochlorothiazide, HCTZ, chlorthalidone, chlortalidone, indapamide, bendroflumethiazide, metolazone
potassium sparing diuretic > amiloride, triamterene, spironolactone, eplerenone
aldosterone antagonist, mineralocorticoid receptor antagonist, MRA > spironolactone, aldactone, eplerenone, finerenone
diuretic, water pill, water tablet > loop diuretic, thiazide, potassium sparing diuretic, acetazolamide
alpha blocker > tamsulosin, flomax, doxazosin, alfuzosin, terazosin, prazosin, silodosin
vasodilator > hydralazine, minoxidil, isosorbide dinitrate
nitrate > nitroglycerin, nitroglycerine, glyceryl trinitrate, GTN, isosorbide mononitrate, isosorbide dinitrate, imdur
antihypertensive, antihypertensive drug, blood pressure medication, blood pressure medicine, blood pressure tablet, blood pressure pill, drug for high blood pressure > ACE inhibitor, angiotensin receptor blocker, calcium channel blocker, thiazide, clonidine, methyldopa, hydralazine, labetalol
antiarrhythmic, antiarrhythmic drug > amiodarone, flecainide, sotalol, propafenone, dronedarone, lidocaine infusion, procainamide, adenosine
cardiac glycoside > digoxin, digitoxin
statin, HMG CoA reductase inhibitor > atorvastatin, lipitor, simvastatin, zocor, rosuvastatin, crestor, pravastatin, fluvastatin, lovastatin, pitavastatin
lipid lowering drug, lipid lowering therapy, cholesterol lowering drug, cholesterol medication, cholesterol medicine, cholesterol tablet, cholesterol pill, drug to lower cholesterol > statin, ezetimibe, fenofibrate, gemfibrozil, evolocumab, alirocumab, bempedoic acid
fibrate > fenofibrate, gemfibrozil, bezafibrate
PCSK9 inhibitor > evolocumab, alirocumab
anticoagulant, anticoagulant drug, anticoagulation, anticoagulated, blood thinner, blood thinning medication > vitamin K antagonist, direct oral anticoagulant, heparin, low molecular weight heparin, fondaparinux, argatroban, bivalirudin
vitamin K antagonist, coumarin > warfarin, coumadin, acenocoumarol, phenprocoumon, marcumar
direct oral anticoagulant, direct acting oral anticoagulant, DOAC, NOAC, factor Xa inhibitor > apixaban, eliquis, rivaroxaban, xarelto, dabigatran, pradaxa, edoxaban
low molecular weight heparin, LMWH > enoxaparin, lovenox, clexane, dalteparin, fragmin, tinzaparin
heparin > unfractionated heparin, UFH, heparin drip, heparin infusion
antiplatelet, antiplatelet drug, antiplatelet agent, antiplatelet therapy > aspirin, ASA, clopidogrel, plavix, ticagrelor, brilinta, brilique, prasugrel, dipyridamole, cangrelor, DAPT
dual antiplatelet therapy, two antiplatelet drugs > DAPT
thrombolytic, thrombolysis, thrombolysed, clot busting drug, clot buster > alteplase, tPA, TPA, tenecteplase, TNK, reteplase, streptokinase
antifibrinolytic, antifibrinolytic drug > tranexamic acid, TXA, aminocaproic acid
proton pump inhibitor, PPI > omeprazole, prilosec, losec, pantoprazole, protonix, lansoprazole, esomeprazole, nexium, rabeprazole, dexlansoprazole
H2 blocker, H2 antagonist, H2 receptor antagonist > famotidine, pepcid, ranitidine, cimetidine
acid suppression, acid suppressant, acid lowering drug, acid reducing drug, stomach acid medication > proton pump inhibitor, H2 blocker
antacid > calcium carbonate, tums, gaviscon, maalox
laxative, stool softener > senna, lactulose, macrogol, movicol, laxido, polyethylene glycol, miralax, bisacodyl, docusate, colace, magnesium citrate, psyllium
antiemetic, drug for nausea, nausea medication, medicine for nausea, anti sickness drug, anti sickness medicine > ondansetron, zofran, metoclopramide, cyclizine, prochlorperazine, compazine, promethazine, domperidone, granisetron, aprepitant
antidiarrheal > loperamide, imodium, diphenoxylate
prokinetic > metoclopramide, domperidone, erythromycin
insulin > insulin glargine, glargine, lantus, toujeo, basaglar, detemir, levemir, degludec, tresiba, lispro, humalog, aspart, novolog, novorapid, glulisine, NPH, actrapid, humulin, novomix
long acting insulin, basal insulin > glargine, insulin glargine, lantus, toujeo, basaglar, detemir, levemir, degludec, tresiba
rapid acting insulin, short acting insulin, mealtime insulin > lispro, humalog, aspart, novolog, novorapid, actrapid, glulisine
biguanide > metformin, glucophage
SGLT2 inhibitor, gliflozin > empagliflozin, jardiance, dapagliflozin, farxiga, forxiga, canagliflozin, invokana, ertugliflozin
GLP-1 agonist, GLP-1 receptor agonist, GLP1 agonist, incretin mimetic > semaglutide, ozempic, rybelsus, wegovy, liraglutide, victoza, dulaglutide, trulicity, exenatide, tirzepatide, mounjaro
DPP-4 inhibitor, gliptin > sitagliptin, januvia, linagliptin, saxagliptin, alogliptin, vildagliptin
sulfonylurea, sulphonylurea > glipizide, gliclazide, glimepiride, glyburide, glibenclamide
oral diabetes medication, oral hypoglycemic, oral antidiabetic, diabetes tablet > biguanide, SGLT2 inhibitor, DPP-4 inhibitor, sulfonylurea, pioglitazone
drug for diabetes, diabetes drug, diabetes medication, antidiabetic, antidiabetic drug, glucose lowering drug > oral diabetes medication, GLP-1 agonist, insulin
thyroid hormone, thyroid hormone replacement, thyroid replacement, thyroid medication, thyroid tablet > levothyroxine, L-thyroxine, thyroxine, synthroid, eltroxin, euthyrox, liothyronine
antithyroid drug, thionamide > methimazole, carbimazole, propylthiouracil, PTU
corticosteroid, steroid, glucocorticoid, cortisone > prednisone, prednisolone, dexamethasone, decadron, methylprednisolone, solumedrol, medrol, hydrocortisone, betamethasone, deflazacort
inhaled steroid, inhaled corticosteroid, steroid inhaler, ICS > fluticasone, budesonide, beclomethasone, beclometasone, ciclesonide, symbicort, advair, breo
bronchodilator > albuterol, salbutamol, ventolin, ipratropium, atrovent, tiotropium, spiriva, salmeterol, formoterol, umeclidinium, terbutaline, levalbuterol, duoneb
short acting beta agonist, SABA, reliever, rescue inhaler > albuterol, salbutamol, ventolin, levalbuterol, terbutaline
long acting beta agonist, LABA > salmeterol, formoterol, vilanterol, indacaterol, symbicort, advair
long acting muscarinic antagonist, LAMA > tiotropium, spiriva, umeclidinium, glycopyrronium, aclidinium
inhaler, puffer, inhaled medication > albuterol, salbutamol, ventolin, fluticasone, budesonide, beclometasone, tiotropium, spiriva, salmeterol, formoterol, ipratropium, symbicort, advair, umeclidinium
leukotriene antagonist, leukotriene receptor antagonist > montelukast, singulair, zafirlukast
antihistamine > cetirizine, loratadine, desloratadine, diphenhydramine, benadryl, chlorphenamine, chlorpheniramine, fexofenadine, hydroxyzine, promethazine
opioid, opiate, narcotic, opioid painkiller, opioid analgesia, opioid analgesic, strong painkiller > morphine, MS Contin, oxycodone, oxycontin, percocet, hydrocodone, vicodin, norco, fentanyl, hydromorphone, dilaudid, codeine, co-codamol, dihydrocodeine, tramadol, tapentadol, methadone, buprenorphine, pethidine, meperidine, remifentanil, sufentanil
opioid agonist treatment, opioid substitution treatment, medication for opioid use disorder > methadone, buprenorphine, suboxone
opioid antagonist > naloxone, narcan, naltrexone
nonsteroidal anti-inflammatory drug, non-steroidal anti-inflammatory drug, NSAID, anti-inflammatory, anti-inflammatory drug, anti-inflammatory painkiller > ibuprofen, advil, motrin, nurofen, naproxen, aleve, diclofenac, voltaren, ketorolac, toradol, celecoxib, etoricoxib, indomethacin, meloxicam, parecoxib
acetaminophen, paracetamol, tylenol, panadol, APAP
salbutamol, albuterol
adrenaline, epinephrine, epipen
noradrenaline, norepinephrine, levophed, norepi
furosemide, frusemide, lasix
pethidine, meperidine, demerol
rifampicin, rifampin
aciclovir, acyclovir
ciclosporin, cyclosporine, cyclosporin
glyceryl trinitrate, nitroglycerin, nitroglycerine, GTN
vitamin B12, cobalamin, cyanocobalamin, hydroxocobalamin
painkiller, pain killer, analgesic, analgesia, pain medication, pain medicine > acetaminophen, nonsteroidal anti-inflammatory drug, opioid, metamizole
drug for nerve pain, neuropathic pain medication, gabapentinoid > gabapentin, neurontin, pregabalin, lyrica
muscle relaxant > baclofen, cyclobenzaprine, tizanidine, methocarbamol
neuromuscular blocker, paralytic > rocuronium, vecuronium, succinylcholine, suxamethonium, cisatracurium, atracurium
triptan > sumatriptan, rizatriptan, zolmitriptan, eletriptan
antibiotic, antibacterial, antimicrobial > penicillin, cephalosporin, carbapenem, macrolide, fluoroquinolone, tetracycline, aminoglycoside, glycopeptide, clindamycin, metronidazole, flagyl, nitrofurantoin, macrobid, trimethoprim, co-trimoxazole, bactrim, TMP-SMX, linezolid, daptomycin, rifampicin, fosfomycin, aztreonam
penicillin > amoxicillin, augmentin, co-amoxiclav, amoxicillin-clavulanate, ampicillin, unasyn, flucloxacillin, dicloxacillin, nafcillin, oxacillin, piperacillin-tazobactam, pip-tazo, zosyn, tazocin, penicillin V, benzylpenicillin, phenoxymethylpenicillin
cephalosporin > ceftriaxone, rocephin, cefazolin, ancef, cephalexin, cefalexin, keflex, cefepime, cefuroxime, ceftazidime, cefotaxime, cefdinir, cefpodoxime, cefixime
carbapenem > meropenem, imipenem, ertapenem
macrolide > azithromycin, zithromax, clarithromycin, erythromycin
fluoroquinolone, quinolone > ciprofloxacin, levofloxacin, moxifloxacin, ofloxacin
tetracycline > doxycycline, minocycline, lymecycline, tigecycline
aminoglycoside > gentamicin, tobramycin, amikacin, streptomycin
glycopeptide > vancomycin, teicoplanin
beta-lactam > penicillin, cephalosporin, carbapenem
sulfonamide, sulfa drug > co-trimoxazole, bactrim, sulfamethoxazole, TMP-SMX, sulfadiazine
antiviral, antiviral drug > aciclovir, valacyclovir, valaciclovir, oseltamivir, tamiflu, remdesivir, ganciclovir, valganciclovir, paxlovid, nirmatrelvir, entecavir, sofosbuvir
antiretroviral, antiretroviral drug, antiretroviral treatment, antiretroviral therapy, HIV medication, HIV treatment, ART > tenofovir, emtricitabine, dolutegravir, bictegravir, biktarvy, efavirenz, lamivudine, abacavir, darunavir, raltegravir, truvada, TLD
integrase inhibitor > dolutegravir, bictegravir, raltegravir, biktarvy
antifungal, antifungal drug > fluconazole, voriconazole, posaconazole, itraconazole, amphotericin, nystatin, clotrimazole, micafungin, caspofungin, anidulafungin, terbinafine
antimalarial > chloroquine, artesunate, artemether, atovaquone-proguanil, malarone, quinine, primaquine, mefloquine
drug for tuberculosis, tuberculosis treatment, antituberculous treatment > isoniazid, INH, rifampicin, ethambutol, pyrazinamide
prophylaxis against Pneumocystis, Pneumocystis prophylaxis, PJP prophylaxis, PCP prophylaxis > co-trimoxazole, bactrim, TMP-SMX, atovaquone
antiepileptic, antiepileptic drug, anticonvulsant, antiseizure medication, antiseizure drug, anti-seizure medication, seizure medication, epilepsy medication, AED > levetiracetam, keppra, lamotrigine, lamictal, valproate, valproic acid, depakote, sodium valproate, carbamazepine, tegretol, oxcarbazepine, phenytoin, topiramate, topamax, lacosamide, vimpat, zonisamide, brivaracetam, phenobarbital, phenobarbitone, clobazam, ethosuximide
antidepressant, antidepressant drug, antidepressant medication > SSRI, SNRI, tricyclic, mirtazapine, bupropion, wellbutrin, trazodone, vortioxetine, agomelatine
SSRI, selective serotonin reuptake inhibitor > sertraline, zoloft, fluoxetine, prozac, citalopram, celexa, escitalopram, lexapro, cipralex, paroxetine, fluvoxamine
SNRI > venlafaxine, effexor, duloxetine, cymbalta, desvenlafaxine
tricyclic, tricyclic antidepressant, TCA > amitriptyline, nortriptyline, imipramine, clomipramine, doxepin
antipsychotic, antipsychotic drug, antipsychotic medication, neuroleptic > olanzapine, zyprexa, quetiapine, seroquel, risperidone, risperdal, aripiprazole, abilify, haloperidol, haldol, clozapine, paliperidone, ziprasidone, amisulpride, lurasidone
depot injection, depot antipsychotic, long acting injection > paliperidone palmitate, zuclopenthixol decanoate, flupentixol decanoate, haloperidol decanoate
mood stabilizer, mood stabiliser > lithium, valproate, lamotrigine
benzodiazepine > lorazepam, ativan, diazepam, valium, clonazepam, klonopin, alprazolam, xanax, midazolam, temazepam, oxazepam, chlordiazepoxide
sleeping pill, sleeping tablet, hypnotic > zolpidem, ambien, zopiclone, eszopiclone, temazepam, melatonin
stimulant, drug for ADHD, ADHD medication > methylphenidate, ritalin, concerta, lisdexamfetamine, vyvanse, dexamfetamine, adderall, atomoxetine
sedative, sedation > propofol, midazolam, dexmedetomidine, precedex, ketamine
general anesthetic > propofol, sevoflurane, desflurane, isoflurane, etomidate
local anesthetic > lidocaine, lignocaine, xylocaine, bupivacaine, ropivacaine, levobupivacaine, mepivacaine, prilocaine
drug for Parkinson's disease, dopaminergic drug, dopamine replacement > levodopa, carbidopa, sinemet, madopar, co-careldopa, co-beneldopa, pramipexole, ropinirole, rotigotine, rasagiline, selegiline, entacapone
dopamine agonist > pramipexole, ropinirole, rotigotine, cabergoline, bromocriptine
cholinesterase inhibitor > donepezil, aricept, rivastigmine, galantamine, pyridostigmine
drug for dementia, dementia medication > donepezil, aricept, rivastigmine, galantamine, memantine
bisphosphonate > alendronate, alendronic acid, fosamax, risedronate, ibandronate, ibandronic acid, zoledronic acid, zoledronate, pamidronate
osteoporosis treatment, osteoporosis drug, drug for osteoporosis, bone protection > bisphosphonate, denosumab, prolia, teriparatide, raloxifene, romosozumab
urate lowering drug, urate lowering therapy, xanthine oxidase inhibitor > allopurinol, febuxostat
drug for gout, gout medication > allopurinol, febuxostat, colchicine
disease modifying drug, disease modifying antirheumatic drug, DMARD > methotrexate, MTX, sulfasalazine, hydroxychloroquine, plaquenil, leflunomide, biologic, JAK inhibitor
JAK inhibitor > tofacitinib, upadacitinib, baricitinib
immunosuppressant, immunosuppressive drug, immunosuppression, immunosuppressive treatment > methotrexate, azathioprine, imuran, mercaptopurine, tacrolimus, prograf, mycophenolate, cellcept, MMF, ciclosporin, cyclophosphamide, sirolimus, everolimus
calcineurin inhibitor > tacrolimus, prograf, ciclosporin
biologic, biologic drug, biological drug, monoclonal antibody > TNF inhibitor, rituximab, tocilizumab, ustekinumab, vedolizumab, secukinumab, dupilumab, omalizumab, mepolizumab, benralizumab, ocrelizumab, natalizumab
TNF inhibitor, anti-TNF, TNF blocker > adalimumab, humira, infliximab, remicade, etanercept, enbrel, certolizumab, golimumab
5-aminosalicylate, 5-ASA > mesalazine, mesalamine, asacol, pentasa, sulfasalazine
chemotherapy, cytotoxic treatment, cytotoxic drug > platinum, cisplatin, carboplatin, oxaliplatin, paclitaxel, docetaxel, doxorubicin, epirubicin, cyclophosphamide, FOLFOX, FOLFIRI, FOLFIRINOX, CAPOX, gemcitabine, capecitabine, fluorouracil, 5-FU, R-CHOP, CHOP, vincristine, etoposide, pemetrexed, cytarabine, temozolomide, vinorelbine, bendamustine
platinum, platinum based chemotherapy > cisplatin, carboplatin, oxaliplatin
taxane > paclitaxel, docetaxel
anthracycline > doxorubicin, epirubicin, daunorubicin
checkpoint inhibitor, immune checkpoint inhibitor, immunotherapy > pembrolizumab, keytruda, nivolumab, opdivo, ipilimumab, atezolizumab, durvalumab
tyrosine kinase inhibitor, TKI > imatinib, osimertinib, erlotinib, gefitinib, dasatinib, sunitinib, lenvatinib, sorafenib
aromatase inhibitor > letrozole, anastrozole, exemestane
endocrine therapy, hormone treatment for cancer, hormonal treatment for cancer > tamoxifen, aromatase inhibitor, fulvestrant, androgen deprivation therapy
androgen deprivation therapy, ADT, hormone treatment for prostate cancer > leuprolide, leuprorelin, goserelin, zoladex, degarelix, bicalutamide, enzalutamide, abiraterone
growth factor, G-CSF > filgrastim, pegfilgrastim, neulasta
erythropoiesis stimulating agent, ESA, erythropoietin > epoetin, darbepoetin, EPO
hormonal contraception, hormonal contraceptive > combined pill, minipill, progestogen-only pill, levonorgestrel, ethinyl estradiol, ethinylestradiol, etonogestrel, nexplanon, implanon, desogestrel, cerazette, medroxyprogesterone, depo-provera, mirena
intrauterine device, intrauterine contraceptive device, IUD, IUCD, coil > mirena, levonorgestrel IUD, copper IUD, copper coil, hormonal coil
hormone replacement therapy, HRT, menopausal hormone therapy > estradiol patch, estradiol gel, conjugated estrogen
uterotonic > oxytocin, pitocin, syntocinon, carbetocin, ergometrine, misoprostol, carboprost
tocolytic > nifedipine, atosiban, terbutaline, indomethacin
iron, iron supplement, iron therapy > ferrous sulfate, ferrous sulphate, ferrous gluconate, ferrous fumarate, iron sucrose, ferric carboxymaltose, venofer
vitamin, vitamin supplement > vitamin D, cholecalciferol, colecalciferol, ergocalciferol, folic acid, folate, thiamine, vitamin B12, vitamin K
vasopressor, pressor > noradrenaline, vasopressin, phenylephrine, metaraminol
inotrope > dobutamine, milrinone, dopamine, levosimendan
crystalloid, intravenous fluid, IV fluid > normal saline, Ringer's lactate, lactated Ringer's, Hartmann's, plasmalyte, saline bolus
blood product > packed red cells, PRBC, pRBC, red cells, platelets transfusion, fresh frozen plasma, FFP, cryoprecipitate
phosphodiesterase inhibitor, PDE5 inhibitor, drug for erectile dysfunction > sildenafil, viagra, tadalafil, cialis, vardenafil
5-alpha reductase inhibitor > finasteride, dutasteride
anticholinergic, antimuscarinic > oxybutynin, tolterodine, solifenacin, trospium, hyoscine, glycopyrrolate, atropine
eye drop > latanoprost, timolol drops, brimonidine, dorzolamide
prostaglandin analogue > latanoprost, bimatoprost, travoprost
phosphate binder > sevelamer, calcium acetate, lanthanum
potassium binder > patiromer, kayexalate, sodium zirconium cyclosilicate, lokelma
nicotine replacement > nicotine patch, nicotine gum, nicotine lozenge
smoking cessation drug > varenicline, bupropion, nicotine replacement
vaccine, vaccination, immunization, immunisation > influenza vaccine, flu vaccine, flu shot, flu jab, MMR, tetanus booster, Tdap, pneumococcal vaccine, COVID-19 vaccine, hepatitis B vaccine
`;
