"""What the generated sentence pairs speak of: findings, drugs, tests and measures."""

from __future__ import annotations


def listed(text: str) -> list[str]:
    """Split a list that is written with bars, over several lines."""
    return text.replace("\n", "").split("|")


FINDINGS = listed("""chest pain|shortness of breath|abdominal pain|nausea|vomiting|fever|chills|headache|dizziness|
cough|diarrhea|constipation|back pain|leg swelling|palpitations|fatigue|weight loss|
night sweats|blurred vision|rash|dysuria|hematuria|hemoptysis|syncope|seizures|numbness|
weakness|sore throat|joint pain|anxiety|depression|insomnia|diabetes|hypertension|asthma|
pneumonia|anemia|atrial fibrillation|heart failure|stroke|deep vein thrombosis|
pulmonary embolism|hepatitis|cirrhosis|pancreatitis|cholecystitis|appendicitis|hypothyroidism|
epilepsy|migraine|osteoporosis|psoriasis|gout|glaucoma|sepsis|cellulitis|
urinary tract infection|pleural effusion|pneumothorax|ascites|lymphadenopathy|jaundice|edema|
hydronephrosis|metastases|fracture|hemorrhage|ischemia|tuberculosis|melanoma|colitis""")
DRUGS = listed("""metformin|lisinopril|aspirin|warfarin|atorvastatin|insulin|prednisone|amoxicillin|ibuprofen|
penicillin|furosemide|levothyroxine|gabapentin|omeprazole|albuterol|clopidogrel|metoprolol|
amlodipine|sertraline|vancomycin|ceftriaxone|heparin|apixaban|hydrochlorothiazide|tramadol|
morphine|methotrexate|cyclosporine|phenytoin|lithium""")
TREATS = {
    "metformin": "diabetes",
    "lisinopril": "hypertension",
    "levothyroxine": "hypothyroidism",
    "albuterol": "asthma",
    "insulin": "diabetes",
    "amlodipine": "hypertension",
    "sertraline": "depression",
    "allopurinol": "gout",
    "phenytoin": "epilepsy",
    "sumatriptan": "migraine",
    "alendronate": "osteoporosis",
    "latanoprost": "glaucoma",
}
PARTS = listed("""knee|shoulder|hip|ankle|wrist|elbow|lung|kidney|breast|eye|ear|leg|arm|foot|hand|femur|ovary|
lower lobe""")
PART_FINDINGS = listed("""pain|swelling|mass|injury|fracture|infection|surgery|lesion|weakness|effusion""")
TESTS = listed("""blood culture|urine culture|COVID-19 test|HIV test|pregnancy test|biopsy|stool culture|
hepatitis C antibody|troponin|D-dimer|urinalysis|influenza swab""")
IMAGING = listed("""chest X-ray|head CT|abdominal ultrasound|echocardiogram|brain MRI|ECG|CT of the chest|
colonoscopy|EEG""")
MEASURES = listed("""hemoglobin|creatinine|white blood cell count|platelet count|blood pressure|heart rate|weight|
potassium|blood glucose|oxygen requirement|serum sodium|ejection fraction""")
# What a note goes on with; each begins with its space or comma.
TAILS = listed(""" in 2019| on admission| at rest| for several days| at home|, and a CT scan was ordered|
 since last week| because of bleeding|, and follow-up was recommended| 5 mg daily|
 with good effect|, which was noted by the family|, and physical therapy was recommended|
 in 2015| last year|, which caused a rash| as before|
, and will be evaluated with a stress test| after the operation| in the morning|
, as documented in 2016| for many years|, and the wife agrees| during the night|
 at the last visit| on both occasions|, and counselling was recommended|
 for atrial fibrillation| today| this week|, which is managed at home|, and he now has pain|
 on examination| at follow-up| per the family| of unknown cause|, and an appointment was made|
 500 mg twice a day|, but feels well otherwise| at discharge""")
