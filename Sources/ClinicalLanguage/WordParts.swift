/// Words that are put together of Greek and Latin parts: what is done, or what is wrong, behind the organ that it is done to
/// (*ureterorrhaphy*: repair of the ureter).
public enum WordParts {
  /// A word for an operation in plain English, each way of saying it a text of its own; empty for other words.
  ///
  /// ```swift
  /// WordParts.operations(in: "ureterorrhaphy")  // ["repair ureter"]
  /// WordParts.operations(in: "gastrojejunostomy")  // ["bypass stomach jejunum", "drainage stomach jejunum"]
  /// ```
  public static func operations(in word: String) -> [String] { readings(of: word, endings: operations) }

  /// A word for what is wrong in plain English; empty for other words.
  ///
  /// ```swift
  /// WordParts.conditions(in: "mandibulitis")  // ["inflammation mandible"]
  /// ```
  public static func conditions(in word: String) -> [String] { readings(of: word, endings: conditions) }

  private static func readings(of word: String, endings: [(String, [String])]) -> [String] {
    guard word.utf8.count >= 7, word.utf8.allSatisfy({ $0 &- 97 < 26 }) else { return [] }
    for (ending, meanings) in endings where word.hasSuffix(ending) {
      guard let organs = organs(word.dropLast(ending.count)), !organs.isEmpty else { continue }
      return meanings.map { ([$0] + organs).joined(separator: " ") }
    }
    return []
  }

  /// The organs that the parts of a word name; nil where some part names none.
  private static func organs(_ parts: Substring) -> [String]? {
    if parts.isEmpty { return [] }
    for length in stride(from: min(longestPart, parts.utf8.count), through: 2, by: -1) {
      guard let organ = WordParts.parts[String(parts.prefix(length))] else { continue }
      var rest = parts.dropFirst(length)
      if let found = organs(rest), length > 2 || !found.isEmpty { return [organ] + found }
      // The vowel that ties two parts together.
      guard let vowel = rest.first, "oia".contains(vowel) else { continue }
      rest = rest.dropFirst()
      if let found = organs(rest) { return [organ] + found }
    }
    return nil
  }

  /// Endings and the root operations of ICD-10-PCS that they say.
  private static let operations: [(String, [String])] = [
    ("ectomy", ["excision", "resection"]), ("ostomy", ["bypass", "drainage"]),
    ("otomy", ["drainage", "division", "inspection"]), ("oscopy", ["inspection"]),
    ("oplasty", ["repair", "supplement", "replacement"]), ("orrhaphy", ["repair"]), ("rrhaphy", ["repair"]),
    ("opexy", ["reposition", "repair"]), ("otripsy", ["fragmentation"]), ("ocentesis", ["drainage"]),
    ("odesis", ["fusion"]), ("olysis", ["release"]), ("ography", ["radiography", "fluoroscopy"]),
    ("ogram", ["radiography", "fluoroscopy"]),
  ]

  private static let conditions: [(String, [String])] = [
    ("itis", ["inflammation"]), ("algia", ["pain"]), ("odynia", ["pain"]), ("omegaly", ["hypertrophy", "enlarged"]),
    ("omalacia", ["softening"]), ("optosis", ["prolapse"]), ("orrhagia", ["hemorrhage"]),
    ("ostenosis", ["stenosis", "stricture"]), ("ectasia", ["dilatation"]), ("opathy", ["disease", "disorder"]),
    ("ocele", ["hernia", "prolapse"]),
  ]

  private static let longestPart = 12

  /// Combining forms without their vowel, and the organ in the words of the classifications.
  private static let parts: [String: String] = [
    "aden": "gland", "adenoid": "adenoids", "adren": "adrenal", "adrenal": "adrenal", "alveol": "alveolar",
    "amygdal": "tonsils", "an": "anus", "angi": "vessel", "aort": "aorta", "antr": "maxillary sinus",
    "append": "appendix", "appendic": "appendix", "arteri": "artery", "arter": "artery", "arthr": "joint",
    "atri": "atrium", "balan": "glans penis", "blephar": "eyelid", "brachi": "arm", "bronch": "bronchus",
    "bronchi": "bronchus", "burs": "bursa", "canth": "eyelid", "capsul": "capsule", "cardi": "heart",
    "carp": "carpal", "cec": "cecum", "cephal": "head", "cerebell": "cerebellum", "cerebr": "brain",
    "cervic": "cervix", "cheil": "lip", "chol": "bile", "cholangi": "bile duct", "cholecyst": "gallbladder",
    "choledoch": "common bile duct", "chondr": "cartilage", "chord": "chordae", "choroid": "choroid",
    "clavicul": "clavicle", "cleid": "clavicle", "clitor": "clitoris", "coccyg": "coccyx", "col": "colon",
    "colon": "colon", "colp": "vagina", "condyl": "condyle", "conjunctiv": "conjunctiva", "cord": "cord",
    "corne": "cornea", "cost": "rib", "cox": "hip", "crani": "skull", "cycl": "ciliary body", "cyst": "bladder",
    "dacry": "lacrimal", "dacryocyst": "lacrimal sac", "dacryoaden": "lacrimal gland", "dactyl": "finger",
    "dermat": "skin", "derm": "skin", "disc": "disc", "disk": "disc", "diverticul": "diverticulum",
    "duoden": "duodenum", "encephal": "brain", "enter": "intestine", "epididym": "epididymis",
    "epiglott": "epiglottis", "episi": "perineum", "esophag": "esophagus", "ethmoid": "ethmoid sinus",
    "fasci": "fascia", "femor": "femur", "fibul": "fibula", "fistul": "fistula", "front": "frontal",
    "gangli": "ganglion", "ganglion": "ganglion", "gastr": "stomach", "gingiv": "gingiva", "glomer": "glomus",
    "gloss": "tongue", "gon": "anterior chamber", "gonad": "gonad", "gynec": "female",
    "hallu": "toe", "hemat": "blood", "hepat": "liver", "hernia": "hernia", "herni": "hernia", "humer": "humerus",
    "hymen": "hymen", "hypophys": "pituitary", "hyster": "uterus", "ile": "ileum", "ili": "ilium", "irid": "iris",
    "ir": "iris", "ischi": "ischium", "jejun": "jejunum", "kerat": "cornea", "labi": "lip", "labyrinth": "inner ear",
    "lacrim": "lacrimal", "lamin": "lamina", "lapar": "peritoneal cavity", "laryng": "larynx", "lith": "calculus",
    "lob": "lobe", "lip": "fat", "lymph": "lymphatic", "lymphaden": "lymph node", "lymphangi": "lymphatic",
    "mamm": "breast", "mandibul": "mandible", "mast": "breast", "mastoid": "mastoid", "maxill": "maxilla",
    "meat": "meatus", "mediastin": "mediastinum", "mening": "meninges", "menisc": "meniscus", "metr": "uterus",
    "my": "muscle", "myel": "spinal cord", "myring": "tympanic membrane", "myom": "myoma",
    "nas": "nose", "nephr": "kidney", "neur": "nerve", "ocul": "eye", "odont": "tooth", "oment": "omentum",
    "onych": "nail", "oophor": "ovary", "ophthalm": "eye", "orbit": "orbit", "orch": "testis", "orchi": "testis",
    "orchid": "testis", "oste": "bone", "ot": "ear", "ovar": "ovary", "ovari": "ovary", "palat": "palate",
    "pancreat": "pancreas", "pancre": "pancreas", "parathyroid": "parathyroid", "parotid": "parotid gland",
    "patell": "patella", "pericardi": "pericardium", "perine": "perineum", "periton": "peritoneum",
    "peritone": "peritoneum", "phalang": "phalanx", "phall": "penis", "pharyng": "pharynx", "phleb": "vein",
    "pleur": "pleura", "pneum": "lung", "pneumon": "lung", "posth": "prepuce", "proct": "rectum",
    "prostat": "prostate", "pub": "pubis", "pulm": "lung", "pulmon": "lung", "pyel": "kidney pelvis",
    "pylor": "pylorus", "rachi": "spine", "radi": "radius", "rect": "rectum", "ren": "kidney", "retin": "retina",
    "rhin": "nose", "rhytid": "face skin", "sacr": "sacrum", "salping": "fallopian tube", "scapul": "scapula",
    "scler": "sclera", "scrot": "scrotum", "sept": "septum", "sequestr": "bone", "sial": "salivary gland",
    "sialaden": "salivary gland", "sigmoid": "sigmoid colon", "sinus": "sinus", "sphenoid": "sphenoid sinus",
    "sphincter": "sphincter", "splen": "spleen", "spondyl": "vertebra", "staped": "auditory ossicle",
    "stern": "sternum", "stomat": "mouth", "synov": "synovial", "sympath": "sympathetic nerve",
    "sympathic": "sympathetic nerve", "tars": "tarsal", "ten": "tendon", "tend": "tendon", "tendin": "tendon",
    "tenont": "tendon", "testicul": "testis", "thorac": "chest", "thromb": "thrombus", "thym": "thymus",
    "thyr": "thyroid", "thyroid": "thyroid", "tibi": "tibia", "tonsill": "tonsils", "trabecul": "trabecular",
    "trache": "trachea", "trachel": "cervix", "trigon": "trigone bladder", "turbin": "nasal turbinate",
    "tympan": "tympanic membrane", "typhl": "cecum", "uln": "ulna", "ur": "urinary", "ureter": "ureter",
    "urethr": "urethra", "uter": "uterus", "uve": "uvea", "uvul": "uvula", "vag": "vagus nerve", "vagin": "vagina",
    "valvul": "valve", "valv": "valve", "varic": "vein", "vas": "vas deferens", "ven": "vein",
    "ventricul": "ventricle", "vertebr": "vertebra", "vesic": "bladder", "vesicul": "seminal vesicle",
    "vestibul": "vestibular", "viscer": "viscus", "vitr": "vitreous", "vulv": "vulva",
  ]
}
