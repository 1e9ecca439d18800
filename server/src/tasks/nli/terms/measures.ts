/** What is measured in blood, urine and at the bedside, in the form of `drugs.ts`. */
export const measures = `
kidney function, renal function, kidney filtration, filtration rate > creatinine, creat, Cr, SCr, eGFR, GFR, urea, BUN
inflammatory marker, inflammation marker, marker of inflammation > CRP, C-reactive protein, ESR, sed rate, procalcitonin
C-reactive protein, CRP
sedimentation rate, sed rate, ESR
blood count, red cell count, hemoglobin, Hb, Hgb, haemoglobin > hematocrit, Hct
platelet count, platelets, PLT, Plt, plt
white cell count, white count, white blood cell count, leukocyte count, WBC, WCC, leukocytes
neutrophil count, neutrophils, ANC
immune cell count, T-cell count, helper cell count, CD4 count, CD4
viral load, HIV RNA, virus level > HIV-1 RNA, HCV RNA, HBV DNA, CMV PCR
blood sugar, blood glucose, glucose, glucose level, sugar, FSBG, BG, CBG, BSL, glycemia
long-term glucose, glycemic control, average blood sugar, glycated hemoglobin, HbA1c, A1c, A1C
iron store, ferritin
liver enzyme, transaminase, liver test, aminotransferase > ALT, AST, GGT, ALP, alkaline phosphatase
bile pigment, bilirubin, bili
pancreatic enzyme > lipase, amylase
heart enzyme, cardiac enzyme, cardiac marker > troponin, hs-troponin, CK-MB
natriuretic peptide, heart failure marker > BNP, NT-proBNP
tumor marker > CEA, CA-125, CA125, CA 19-9, PSA, AFP, beta-hCG, CA 15-3
prostate marker, prostate-specific antigen, PSA
myeloma protein, monoclonal protein, paraprotein, M-protein, M spike, SPEP
thyroid test, thyroid function > TSH, free T4, fT4, T3
thyroid-stimulating hormone, thyrotropin, TSH
clotting time, coagulation test, coagulation, clotting test > INR, PT/INR, aPTT, APTT, prothrombin time
low-density cholesterol, bad cholesterol, LDL cholesterol, LDL, LDL-C
fats in the blood, triglyceride, TG
sodium, sodium level, Na, natremia
potassium, potassium level, kalemia
magnesium, Mg
calcium, calcium level, Ca
phosphate, phosphorus
acid in the blood, acidosis > ketoacidosis, DKA, lactic acidosis, metabolic acidosis
ketoacidosis, diabetic ketoacidosis, DKA
urate, uric acid
lactate, lactic acid
drug level, trough, trough level
complement > C3, C4
antinuclear antibody, ANA
celiac antibody, antibodies against gluten > tTG, tTG IgA, tissue transglutaminase
hemolysis test, autoantibody against red cells > Coombs, DAT, direct antiglobulin test
pregnancy test > hCG, urine hCG, UPT
blood gas, ABG, VBG
carbon dioxide, carbon dioxide level > pCO2, PaCO2, PCO2
oxygen saturation, saturation, oxygen level, SpO2, O2 sat, sats, sat
room air, RA
heart rate, pulse, HR, pulse rate
breathing rate, respiratory rate, RR
blood pressure, BP
temperature, Temp, Tmax
weight, body weight, body mass, Wt, wt
dry weight, target weight, EDW
urine volume, urine output, UO, UOP, diuresis
volume left in the bladder, post-void residual, PVR, bladder scan
coma score, Glasgow Coma Scale, GCS, Glasgow
memory test, cognitive screen, cognitive score > MoCA, MMSE, ACE-III
depression score, depression questionnaire > PHQ-9, PHQ9, BDI, HAM-D
anxiety score, anxiety questionnaire > GAD-7, GAD7
stroke score, stroke severity > NIHSS
pumping function, heart's pumping function, left ventricular function, ejection fraction, EF, LVEF
lung volume, vital capacity, forced vital capacity, FVC
electrical recovery time, QT interval, QTc, QT
arterial supply, arterial index, ankle-brachial index, ABI, ABPI
visual acuity, sight, eyesight, vision, VA
eye pressure, intraocular pressure, IOP
blood culture, BCx, blood cx
urine culture, UCx, urine cx
swab, smear
blood film, blood smear, peripheral smear, peripheral film
`;
