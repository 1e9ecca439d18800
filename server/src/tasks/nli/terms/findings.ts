/** Findings, organisms, the course of an illness, and circumstances, in the form of `drugs.ts`. */
export const findings = `
consolidation, opacity, opacification, infiltrate, airspace shadowing, airspace disease
narrowing, narrowed, stenosis, stenosed, stenotic, stricture
blockage, blocked, occlusion, occluded, obstructed
enlarged heart, cardiomegaly
weak heart muscle, reduced ejection fraction, impaired left ventricular function, low EF, reduced EF
murmur, heart murmur > systolic murmur, diastolic murmur, ejection systolic murmur, pansystolic murmur
crackles, crepitations, creps, rales
enlarged, dilated, distended
inflamed, inflammation
pus, purulent
clear margins, negative margins, free margins, margins free, completely excised, R0
positive margins, involved margins, R1
spread to the lymph nodes, lymph node metastasis, nodal metastasis, nodal involvement, node positive, positive nodes
liver metastasis, metastasis in the liver, spread to the liver, hepatic metastasis, liver mets
brain metastasis, metastasis in the brain, spread to the brain, brain mets
bone metastasis, metastasis in the bone, spread to the bone, bone mets
in remission, complete remission, no evidence of disease, NED
estrogen receptor positive, ER positive, ER+
bacterium, bacteria, bacterial > Staphylococcus aureus, staph aureus, MRSA, MSSA, streptococcus, E. coli, Klebsiella, Pseudomonas, Enterococcus, Clostridioides difficile, C. difficile
Gram-positive bacteria, gram-positive organism, gram positive cocci > Staphylococcus aureus, staph aureus, MRSA, MSSA, streptococcus, Enterococcus
Gram-negative bacteria, gram-negative organism, gram negative rods > E. coli, Klebsiella, Pseudomonas, Proteus
staphylococcus, staph > Staphylococcus aureus, staph aureus, MRSA, MSSA, Staphylococcus epidermidis
resistant bacterium, resistant organism, multidrug-resistant organism > MRSA, VRE, ESBL, CPE
parasite, plasmodial infection, malaria > falciparum malaria, vivax malaria
fungus, fungal, fungal infection, yeast > Candida, candidiasis, Aspergillus, aspergillosis, thrush
virus, viral, viral infection > influenza, RSV, COVID-19, norovirus, HIV, hepatitis B, hepatitis C, herpes zoster, adenovirus, rhinovirus
sexually transmitted infection, STI, STD > chlamydia, gonorrhea, syphilis, trichomonas, genital herpes
clot, thrombus
kidney function has worsened, rise in creatinine
unremarkable, normal, within normal limits, WNL, NAD
stopped, discontinued, ceased, withdrawn, d/c'd, came off
withheld, held, on hold, paused
started, commenced, initiated, begun, begin
improved, better, improving, improvement
worse, worsened, worsening, deteriorated, deterioration, deteriorating
resolved, gone, went away, cleared up, settled, disappeared
unchanged, stable, no change, the same
died, death, deceased, passed away, demise
discharged, went home, sent home, discharged home
admitted, admission, hospitalised, hospitalized, hospitalisation, hospitalization
readmitted, readmission
self-discharged, left against medical advice, AMA
fall, fell, fallen
car crash, car accident, road traffic accident, road traffic collision, motor vehicle collision, motor vehicle accident, MVA, MVC, RTA, RTC
accident, trauma, injury, injured
loss of hair, hair loss, alopecia
pregnant, pregnancy, gravid, expecting
first pregnancy, first baby, primigravida, primip, nulliparous, G1P0, G1
twins, twin pregnancy, multiple pregnancy
breastfeeding, breastfed, breast-fed, lactating, nursing her baby
menopause, postmenopausal, menopausal
period, menstruation, menstrual period, LMP
care home, nursing home, residential home, long-term care facility, skilled nursing facility, SNF, assisted living
lives alone, lives by himself, lives by herself, on his own, on her own
homeless, no fixed abode, NFA, rough sleeper, lives in a shelter
married, wife, husband
widowed, widow, widower, wife died, husband died
divorced, separated
walks without help, independently mobile, walks unaided, mobilises independently, independent with walking, ambulates independently
needs help with walking, walks with help, uses a walking aid > cane, walking stick, walker, walking frame, zimmer frame, crutches, rollator
wheelchair, chair bound, wheelchair bound
bedridden, bedbound, bed bound
hearing aid > bilateral hearing aids
right-handed, right hand dominant, RHD
left-handed, left hand dominant, LHD
vaccinated, immunised, immunized, had the vaccine
not resuscitated, do not resuscitate, DNR, DNAR, DNACPR
next of kin, NOK
allergic, allergy, allergies
drug allergy, allergic to a drug, allergic to a medicine, allergy to a medication > allergic to penicillin, penicillin allergy, sulfa allergy, allergy to penicillin
appetite, eating
difficulty hearing, hearing loss, deaf
night shift, shift work, works nights
health worker, healthcare worker, works in healthcare > nurse, doctor, physician, paramedic, care assistant
pet, animal at home > dog, cat, parrot, budgerigar, rabbit
travelled abroad, traveled abroad, foreign travel, trip abroad > returned from India, returned from Thailand, returned from Kenya
exercise, physical activity > gym, running, swimming, cycling
paralysis, paralyzed, paralysed, plegia > hemiplegia, paraplegia, tetraplegia
electrocardiogram shows injury of the front wall, anterior STEMI, anterior ST elevation
accessory pathway, preexcitation, WPW
unaware, unconscious, unresponsive, obtunded
drowsy, somnolent, sleepy
awake, alert
restless, agitated, agitation
skipped doses, missed doses, doses missed, nonadherence, non-adherence, noncompliance
takes tablets reliably, adherent, good adherence, missed no doses, compliant
overdose, took too many tablets
restarted, resumed, taken up again, started again
put off, deferred, delayed, postponed
decreased, reduced, lowered, halved, cut, cut down
increased, raised, uptitrated, stepped up, doubled
rising, climbing, going up, trending up, uptrending
falling, dropping, going down, trending down, downtrending
negative, not detected, nonreactive, non-reactive
positive, detected, reactive
suspected, suspicious for, concerning for
confirmed, proven
ruled out, excluded
`;
