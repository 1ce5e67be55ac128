internal import CStemmer

/// Snowball's English stemmer, with the words that it conflates wrongly in medicine kept apart.
final class Stemmer {
  private let handle: OpaquePointer?

  init() { handle = sb_stemmer_new("english", "UTF_8") }

  deinit { sb_stemmer_delete(handle) }

  func stem(_ word: [UInt8]) -> [UInt8] {
    guard word.count > 2, !word.contains(where: { $0 < 0x61 }) else { return word }
    if let exception = Stemmer.exceptions[word] { return exception }
    // Snowball takes the ending of longer ones for a suffix, and an inflammation for its organ: prostatitis for prostate.
    if word.hasSuffix(Stemmer.inflammation) { return word }
    guard let handle, let stem = sb_stemmer_stem(handle, word, Int32(word.count)) else { return word }
    return Array(UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(handle))))
  }

  private static let inflammation = Array("itis".utf8)

  /// Word to stem. Left: what Snowball would fold into the stem of an unrelated word.
  private static let exceptions = WordTable([
    "organic": "organic", "organism": "organism", "organisms": "organism", "organization": "organiz",
    "organizations": "organiz", "organize": "organiz", "organized": "organiz", "organizing": "organiz",
    "position": "position", "positions": "position", "positional": "position", "positioning": "position",
    "positive": "positive", "colonization": "coloniz", "colonize": "coloniz", "colonized": "coloniz",
    "colonizing": "coloniz",
    "several": "several", "severe": "severe", "severely": "severe", "severity": "severe", "universal": "universal",
    "university": "university", "generation": "generation", "generic": "generic", "internal": "internal",
    "intern": "intern", "international": "international", "secretion": "secretion", "secretions": "secretion",
    "secretory": "secretion", "policy": "policy", "policies": "policy", "relative": "relative", "relatives": "relative",
    "relation": "relation", "objective": "objective", "object": "object", "addition": "addition",
    "additional": "addition",
    "external": "external", "externa": "externa", "interna": "interna", "news": "news", "aids": "aids", "pus": "pus",
    "corpus": "corpus", "virus": "virus", "viruses": "virus", "viral": "viral", "lupus": "lupus", "sinus": "sinus",
    "sinuses": "sinus", "uterus": "uterus", "fetus": "fetus", "anus": "anus", "ileus": "ileus", "thrombus": "thrombus",
    "bolus": "bolus", "tinnitus": "tinnitus", "pes": "pes", "vas": "vas", "os": "os", "gas": "gas", "ions": "ion",
    "ion": "ion",
    "animal": "animal", "animation": "animation", "importance": "import", "arming": "arming", "wound": "wound",
    "pains": "pain", "iris": "iris", "pelvis": "pelvis", "penis": "penis", "testis": "testis", "caries": "caries",
    "herpes": "herpes", "rabies": "rabies", "scabies": "scabies", "series": "series", "diabetes": "diabet",
    "diabetic": "diabet", "feces": "feces", "menses": "menses", "facies": "facies", "pubis": "pubis",
    "cannabis": "cannabis", "arthropod": "arthropod", "lens": "lens", "medication": "medication",
    "medications": "medication",
    "immunization": "immuniz", "immunizations": "immuniz", "immunize": "immuniz", "immunized": "immuniz",
    "sterilization": "steriliz", "sterilizations": "steriliz", "sterilize": "steriliz", "sterilized": "steriliz",
    "sterilizing": "steriliz", "communicable": "communicable", "noncommunicable": "noncommunicable",
    "capital": "capital", "capitation": "capitation",
    "numeral": "numeral", "numerous": "numerous", "past": "past", "paste": "paste", "pastes": "paste",
    "pasted": "paste", "metal": "metal", "metallic": "metal",
    "eating": "eat", "mental": "mental", "mentally": "mental", "oral": "oral", "orally": "oral", "aural": "aural",
    "dental": "dental", "rental": "rental", "renal": "renal", "anal": "anal", "nasal": "nasal", "basal": "basal",
  ])
}
