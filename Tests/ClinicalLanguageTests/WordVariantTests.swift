import ClinicalLanguage
import Testing

/// Ways of writing the same thing that must meet, and words that must not.
struct WordVariantTests {
  @Test(arguments: sameTerms)
  func `Ways of writing one thing give the same terms`(first: String, second: String) {
    let analyzer = Analyzer()
    #expect(analyzer.terms(first) == analyzer.terms(second))
  }

  @Test(arguments: coveringTerms)
  func `A hyphenated wording has the terms of both its ways of writing`(text: String, apart: String, together: String) {
    let analyzer = Analyzer()
    let terms = Set(analyzer.terms(text))
    #expect(terms.isSuperset(of: analyzer.terms(apart)))
    #expect(terms.isSuperset(of: analyzer.terms(together)))
  }

  @Test(arguments: wordsApart)
  func `Words of different meaning keep terms of their own`(words: [String]) {
    let analyzer = Analyzer()
    let terms = words.map { analyzer.terms($0) }
    #expect(terms.allSatisfy { $0.count == 1 })
    #expect(Set(terms).count == words.count, "\(words) became \(terms)")
  }

  @Test(arguments: wordsTogether)
  func `Forms of one word share a term`(words: [String]) {
    let analyzer = Analyzer()
    #expect(Set(words.map { analyzer.terms($0) }).count == 1, "\(words.map { analyzer.terms($0) })")
  }
}

private let sameTerms: [(String, String)] = [
  // Case, accents and other signs.
  ("ACUTE MYOCARDIAL INFARCTION", "acute myocardial infarction"), ("Sjögren", "Sjogren"),
  ("Sjo\u{308}gren", "Sjögren"), ("Ménière’s disease", "Meniere's disease"), ("Guillain-Barré", "Guillain-Barre"),
  ("Behçet", "Behcet"), ("Köhler", "Kohler"), ("Hürthle", "Hurthle"), ("ＣＯＰＤ", "COPD"), ("ﬁbrosis", "fibrosis"),
  ("naïve", "naive"), ("x\u{2011}ray", "x-ray"), ("x\u{2013}ray", "x-ray"), ("x\u{2212}ray", "x-ray"),
  ("frac\u{AD}ture", "fracture"), ("heart\u{A0}failure", "heart failure"), ("heart\u{2009}failure", "heart failure"),
  ("heart\tfailure\n", "heart failure"), ("“heart” failure", "heart failure"), ("«heart» failure", "heart failure"),
  ("Botox® injection", "Botox injection"), ("m²", "m2"), ("½ inch", "1/2 inch"), ("2½", "2 1/2"), ("38°C", "38 C"),
  ("38ºC", "38 C"), ("BRCA1…BRCA2", "BRCA1 BRCA2"), ("type Ⅱ", "type 2"), ("vitamin B₁₂", "vitamin B12"),
  ("∕", ""), ("Œdema", "edema"),
  // Possessives, plurals, parentheses.
  ("Crohn’s", "Crohn's"), ("Crohn's", "Crohn"), ("Crohns", "Crohn"), ("CROHN'S", "Crohn"), ("Crohn`s", "Crohn's"),
  ("Crohn´s", "Crohn's"), ("Alzheimer's disease", "Alzheimers disease"), ("Alzheimer's", "Alzheimer"),
  ("Parkinson’s", "Parkinsons"), ("Down's syndrome", "Down syndrome"), ("Graves' disease", "Graves disease"),
  ("women's health", "woman health"), ("patients' rights", "patient rights"), ("limb(s)", "limb"),
  ("limb(s)", "limbs"), ("upper limb(s), unspecified", "upper limb unspecified"), ("mass(es)", "mass"),
  ("CR(E)ST syndrome", "CREST syndrome"), ("'heart' failure", "heart failure"),
  // Numerals, Greek letters and single letters.
  ("type II", "type 2"), ("type two", "type 2"), ("Type I", "type 1"), ("type-I", "type-1"), ("TYPE I", "type one"),
  ("stage IV", "stage 4"), ("stage V", "stage 5"), ("grade III", "grade 3"), ("class I", "class 1"),
  ("factor V Leiden", "factor 5 Leiden"), ("factor VIII", "factor 8"), ("factor X", "factor 10"),
  ("factor XIII", "factor 13"), ("bipolar I", "bipolar 1"), ("bipolar II", "bipolar 2"), ("stage IIIA", "stage 3A"),
  ("stages I and II", "stages 1 and 2"), ("cranial nerve VII", "cranial nerve 7"), ("Mobitz I", "Mobitz 1"),
  ("α thalassemia", "alpha thalassemia"), ("α-thalassemia", "alpha-thalassemia"), ("Β-blocker", "beta-blocker"),
  ("γ-globulin", "gamma-globulin"), ("hepatitis-A", "HEPATITIS-A"), ("third degree burn", "3rd degree burn"),
  ("first trimester", "1st trimester"), ("hepatitis B virus", "HEPATITIS B VIRUS"),
  // Shorthand.
  ("fracture w/o displacement", "fracture without displacement"),
  ("fracture W/O displacement", "fracture without displacement"),
  ("diabetes w/ neuropathy", "diabetes with neuropathy"), ("diabetes w/neuropathy", "diabetes with neuropathy"),
  ("MRI w/contrast", "MRI with contrast"), ("s/p CABG", "status post CABG"), ("h/o MI", "history of MI"),
  ("c/o headache", "complaint of headache"), ("r/o sepsis", "rule out sepsis"), ("anemia d/t CKD", "anemia due to CKD"),
  ("anemia 2/2 CKD", "anemia secondary to CKD"), ("b/l hip pain", "bilateral hip pain"),
  ("f/u visit", "follow up visit"),
  ("n/v", "nausea and vomiting"), ("45 y/o", "45 year old"),
  // Small words.
  ("pain in the knee", "pain of knee"), ("fracture of the femur", "fracture femur"),
  ("disease of a valve", "disease valve"), ("gangrene and ulcer", "gangrene or ulcer"), ("due to injury", "injury"),
  // Numbers and units.
  ("1,000 units", "1000 units"), ("1,234,567", "1234567"), ("10mg", "10 mg"), ("2.5mg", "2.5 mg"), ("0.5mL", "0.5 mL"),
  ("3,500mg", "3500 mg"), ("10µg", "10 mcg"), ("10 μg", "10 mcg"), ("5cm wound", "5 cm wound"), ("5%", "5"),
  // Points and other marks.
  ("U.S. veteran", "US veteran"), ("q.i.d.", "qid"), ("b.i.d. dosing", "bid dosing"), ("M.D.", "MD"),
  ("fracture, closed; left", "fracture closed left"), ("D&C", "D & C"), ("(acute) bronchitis", "acute bronchitis"),
  ("[Mpox]", "Mpox"), ("heart failure.", "heart failure"), ("e.g. sepsis", "sepsis"), ("fever/chills", "fever-chills"),
]

private let coveringTerms: [(String, String, String)] = [
  ("x-ray", "x ray", "xray"), ("X-Rays", "x ray", "xrays"),
  ("non-healing ulcer", "non healing ulcer", "nonhealing ulcer"),
  ("post-operative", "post operative", "postoperative"), ("pre-eclampsia", "pre eclampsia", "preeclampsia"),
  ("COVID-19", "covid 19", "covid19"), ("T-cell", "t cell", "tcell"), ("B-12", "b 12", "b12"),
  ("α-thalassemia", "alpha thalassemia", "alphathalassemia"), ("follow-up", "follow up", "followup"),
  ("by-pass", "pass", "bypass"), ("in-patient", "patient", "inpatient"), ("L4-L5", "L4 L5", "L4L5"),
  ("gastro-oesophageal", "gastro esophageal", "gastroesophageal"), ("angio-oedema", "angio edema", "angioedema"),
  ("A-V block", "V block", "AV block"), ("type-II", "type 2", "type II"), ("hepatitis-A", "hepatitis A", "hepatitis A"),
  ("Guillain-Barré", "Guillain Barre", "GuillainBarre"), ("hepatitis A/B", "hepatitis A", "B"),
  ("self-harm", "self harm", "selfharm"), ("ST-elevation", "ST elevation", "STelevation"),
]

private let wordsApart: [[String]] = [
  ["organ", "organic", "organism", "organization"], ["organ", "organizing"], ["position", "positive"],
  ["colon", "colonization"], ["colon", "colonized"], ["colon", "colony"], ["several", "severe"],
  ["universal", "university"], ["general", "generation", "generic"], ["internal", "intern", "international"],
  ["secretion", "secret"], ["policy", "police"], ["relative", "relation"], ["addition", "addiction"],
  ["object", "objective"], ["external", "externa"], ["new", "news"], ["aid", "aids"], ["animal", "animation"],
  ["testis", "test"], ["penis", "pen"], ["caries", "carry"], ["iris", "iron"],
  ["metal", "mental"], ["oral", "aural"], ["renal", "adrenal"], ["anal", "analysis"], ["anus", "annual"],
  ["gas", "gastric"], ["past", "paste"], ["arm", "army"], ["labor", "laboratory"], ["plan", "plane"],
  ["nerve", "nervous"], ["mass", "massage"], ["radial", "radiation", "radical"], ["medical", "medication"],
  ["immune", "immunization"], ["sterile", "sterilization"], ["ion", "iodine"], ["stage", "stag"],
  ["digit", "digitalis"], ["factor", "factory"], ["syringe", "syrinx"], ["hypertension", "hypotension"],
  ["hyperglycemia", "hypoglycemia"], ["abduction", "adduction"], ["ileum", "ilium"], ["perineal", "peroneal"],
  ["no", "not", "without", "nor"],
  ["humerus", "humor"], ["mucus", "mucosa"], ["malleolus", "malleus"], ["dysphagia", "dysphasia"],
  ["communicable", "communicating"], ["capital", "capitation"], ["pelvis", "pelt"],
]

private let wordsTogether: [[String]] = [
  ["fracture", "fractures", "fractured"], ["infection", "infections", "infected"], ["diabetes", "diabetic"],
  ["organization", "organizations", "organisations"],
  ["colonization", "colonisation", "colonized", "colonised", "colonize"],
  ["position", "positions", "positional"], ["severe", "severely", "severity"], ["secretion", "secretions"],
  ["policy", "policies"], ["pain", "pains", "painful"], ["burn", "burns", "burned"], ["relative", "relatives"],
  ["medication", "medications"], ["immunization", "immunizations", "immunisation"], ["oral", "orally"],
  ["bleed", "bleeding", "bleeds"], ["swelling", "swellings"], ["contour", "contours", "contouring"],
  ["stage", "stages", "staging"], ["hour", "hours"], ["gas", "gases"], ["sinus", "sinuses"], ["ion", "ions"],
]
