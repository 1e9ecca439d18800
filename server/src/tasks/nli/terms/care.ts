/** Operations, examinations, devices, anatomy and people, in the form of `drugs.ts`. */
export const care = `
operation, surgery, surgical procedure, operated on, surgical history > appendectomy, appendicectomy, cholecystectomy, hernia repair, hysterectomy, mastectomy, lumpectomy, thyroidectomy, tonsillectomy, nephrectomy, colectomy, hemicolectomy, gastrectomy, splenectomy, prostatectomy, TURP, cesarean section, laparotomy, laparoscopy, spinal surgery, joint replacement, heart surgery, operation on the nose, craniotomy, amputation, arthroscopy, transplant, cataract surgery, open surgery, keyhole surgery, bariatric surgery, ORIF, tubal ligation, vasectomy
keyhole surgery, keyhole operation, keyhole, laparoscopic surgery, laparoscopic, laparoscopically, laparoscopy, minimally invasive surgery > laparoscopic cholecystectomy, lap chole
open surgery, open operation, open procedure, laparotomy, midline laparotomy, midline incision
removal of the gallbladder, gallbladder removed, gallbladder surgery, cholecystectomy, lap chole
removal of the appendix, appendix removed, appendix out, appendectomy, appendicectomy
removal of the womb, womb removed, uterus removed, hysterectomy, TAH
removal of the breast, breast removed, mastectomy
removal of the spleen, spleen removed, splenectomy
removal of the thyroid, thyroid removed, thyroidectomy
removal of a kidney, kidney removed, nephrectomy
removal of the tonsils, tonsils out, tonsils removed, tonsillectomy
removal of the prostate, prostate removed, prostatectomy
bowel resection, part of the bowel removed > colectomy, hemicolectomy, sigmoidectomy, ileocecal resection
weight loss surgery, bariatric surgery > gastric bypass, sleeve gastrectomy, gastric band
operation on the nose, nose surgery, nasal surgery > septoplasty, rhinoplasty, turbinate reduction, FESS, sinus surgery
spinal surgery, back surgery, spine surgery, operation on the spine > microdiscectomy, discectomy, laminectomy, spinal fusion, lumbar fusion, decompression
joint replacement, artificial joint > knee replacement, TKA, TKR, hip replacement, THA, THR
knee replacement, artificial knee, total knee arthroplasty, total knee replacement, TKA, TKR
hip replacement, artificial hip, total hip arthroplasty, total hip replacement, THA, THR
heart surgery, cardiac surgery, open heart surgery > CABG, bypass surgery, coronary bypass, valve replacement, AVR, aortic valve replacement, mitral valve repair
coronary bypass, bypass surgery, bypass operation, CABG, coronary artery bypass graft
coronary stent, stent, stented, drug-eluting stent, DES, PCI, percutaneous coronary intervention, angioplasty
transplant, organ transplant, transplantation > kidney transplant, renal transplant, liver transplant, heart transplant, lung transplant
cesarean section, cesarean, c-section, LSCS, CS
vaginal delivery, vaginal birth, normal delivery, SVD, NVD, spontaneous vaginal delivery
assisted delivery, instrumental delivery, assisted birth, operative vaginal delivery > forceps delivery, vacuum delivery
vacuum device, vacuum delivery, vacuum extraction, vacuum, ventouse, Kiwi
cut to widen the vaginal opening, episiotomy
amniotic fluid, liquor, waters
stained with meconium, meconium stained, meconium
womb, uterus, uterine
afterbirth, placenta
newborn, neonate, baby, infant
amputation, limb removed > below-knee amputation, BKA, above-knee amputation, AKA, toe amputation
camera test of the bowel, colonoscopy
camera test of the stomach, gastroscopy, upper endoscopy, EGD, OGD, esophagogastroduodenoscopy
endoscopy > colonoscopy, gastroscopy, upper endoscopy, EGD, OGD, bronchoscopy, ERCP, cystoscopy, sigmoidoscopy
heart ultrasound, ultrasound of the heart, echocardiogram, echocardiography, echo, TTE, TEE
heart tracing, electrocardiogram, ECG, EKG
CT, CT scan, computed tomography, CAT scan
MRI, MRI scan, magnetic resonance imaging
x-ray, radiograph, plain film, CXR, chest radiograph
ultrasound, sonogram, sonography, USS
scan, imaging > CT, MRI, ultrasound, PET, PET-CT
lumbar puncture, spinal tap, LP
tissue sample, biopsy > core biopsy, FNA, fine needle aspiration, punch biopsy
breathing test, lung function test, spirometry, PFTs
brain wave test, EEG
liver function tests, liver tests, LFTs
blood count, CBC, FBC, full blood count, complete blood count
draining the fluid, drainage of the fluid, removal of fluid > thoracentesis, paracentesis, pleural tap, ascitic tap, chest drain, pericardiocentesis
drainage of the pleural fluid, thoracentesis, pleural tap, thoracocentesis
drainage of the ascites, paracentesis, ascitic tap
chest drain, chest tube, thoracostomy tube
breathing machine, artificial respiration, mechanically ventilated, mechanical ventilation, ventilated, on a ventilator, ventilator, intubated, invasive ventilation
mask ventilation, noninvasive ventilation, NIV, BiPAP, BIPAP, CPAP
extra oxygen, supplemental oxygen, oxygen therapy, oxygen > nasal cannula, nasal prongs, non-rebreather, HFNC, high-flow nasal cannula
dialysis, kidney replacement therapy, renal replacement therapy, RRT > hemodialysis, HD, peritoneal dialysis, PD, CRRT, CVVH
central venous catheter, central line, CVC, central catheter > PICC, tunneled catheter, tunnelled catheter, Hickman line, permcath, R IJ line
arteriovenous fistula, AV fistula, AVF, fistula
urinary catheter, urinary tube, bladder catheter, bladder tube, Foley, Foley catheter, IDC
feeding tube, stomach tube > gastrostomy, nasogastric tube, NG tube, NGT, PEG, PEG tube
pacemaker, PPM, cardiac pacemaker
implantable defibrillator, ICD, AICD
walking aid, walking device > cane, walking stick, walker, walking frame, zimmer frame, crutches, rollator
head protection, helmet
blood transfusion, transfusion, transfused > units of PRBC, units PRBC, packed red cells, units of red cells
radiotherapy, radiation, radiation therapy, RT, XRT
physiotherapy, physical therapy, PT, physio
talking therapy, psychotherapy, CBT, cognitive behavioral therapy
intravenous, intravenously, IV, into a vein
by mouth, oral, orally, PO
subcutaneous, under the skin, SC, subcut
general anesthesia, general anesthetic, GA, GETA
spinal anesthesia, spinal anesthetic, spinal block
intensive care, intensive care unit, critical care, ICU, ITU
emergency department, emergency room, ED, ER, A&E, casualty
undetectable > <20, <50, not detected, below the limit of detection
small bowel, small intestine > terminal ileum, ileum, jejunum, duodenum
large bowel, colon, large intestine > cecum, ascending colon, transverse colon, descending colon, sigmoid, sigmoid colon
gullet, esophagus
windpipe, trachea
breastbone, sternum
collarbone, clavicle
shoulder blade, scapula
thighbone, femur
shinbone, tibia
kneecap, patella
right-sided valve > tricuspid valve, pulmonary valve
left-sided valve > mitral valve, aortic valve
mother, mum, mom
father, dad
grandmother, grandma > maternal grandmother, paternal grandmother
first-degree relative, close relative, immediate family > mother, father, brother, sister, son, daughter, sibling, parent
relative, family member > first-degree relative, grandmother, grandfather, aunt, uncle, cousin
sibling > brother, sister
parent > mother, father
child, children > son, daughter
spouse, partner > husband, wife
Parkinson's disease, Parkinson disease, PD
smokes, smoker, current smoker, tobacco user > pack a day, packs per day, cigarettes a day, cigarettes per day
never smoked, nonsmoker, lifelong non-smoker, never smoker
former smoker, ex-smoker, stopped smoking, quit smoking, gave up smoking
illicit drugs, illegal drugs, recreational drugs, street drugs > cocaine, heroin, cannabis, marijuana, methamphetamine, amphetamine, ecstasy, MDMA
does not drink, drinks no alcohol, teetotal, abstinent from alcohol, no alcohol
retired, no longer works
unemployed, out of work, no job
twice a day, twice daily, BID, bid, bd, two times a day
three times a day, three times daily, TID, tid, tds
four times a day, four times daily, QID, qid, qds
once a day, once daily, every day, daily, QD, OD, od
once a week, once weekly, weekly
every night, at night, at bedtime, nightly, qhs, nocte
when needed, as needed, PRN, prn
every other day, alternate days, QOD
windpipe opening, tracheostomy, trach
nonoperatively, without an operation, conservatively, managed conservatively
bandaging of varices, varices banded, variceal banding, banding, EVL, band ligation
camera look into the bladder, cystoscopy
camera look into the airways, bronchoscopy
heart catheterization, invasive angiogram, coronary angiogram, coronary angiography, cardiac catheterization, catheterization, LHC, cath
joint puncture, joint tapped, joint aspiration, arthrocentesis, aspiration of the joint
removal of fluid from the spine, lumbar puncture
sutured, stitched, stitches, sutures
neuraxial block, neuraxial anesthesia > spinal anesthesia, epidural, epidural anesthesia
nerve block, block of the nerve > femoral block, interscalene block, adductor canal block
plasma exchange, plasmapheresis, PLEX
bone marrow transplant, stem cell transplant, HSCT, allo-SCT, ASCT
implanted defibrillator, defibrillator, ICD
insulin pump, continuous subcutaneous insulin, CSII
chest film, chest x-ray, CXR
planned, scheduled, booked
leukemia drug > arsenic, ATRA, imatinib, cytarabine
`;
