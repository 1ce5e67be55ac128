import ClinicalLanguage
import Testing

/// Words of Greek and Latin parts in plain English.
@Suite struct WordPartsTests {
  @Test(arguments: [
    ("ureterorrhaphy", "repair ureter"), ("trigonectomy", "excision trigone bladder"),
    ("ethmoidotomy", "drainage ethmoid sinus"), ("gastrojejunostomy", "bypass stomach jejunum"),
    ("nephropexy", "reposition kidney"), ("ileocolostomy", "bypass ileum colon"),
    ("mandibulectomy", "resection mandible"), ("colonoscopy", "inspection colon"),
    ("pleurocentesis", "drainage pleura"),
  ])
  func `An operation is what is done and the organ that it is done to`(word: String, reading: String) {
    #expect(WordParts.operations(in: word).contains(reading))
  }

  @Test(arguments: [
    ("mandibulitis", "inflammation mandible"), ("nephralgia", "pain kidney"), ("hepatomegaly", "enlarged liver"),
    ("otosalpingitis", "inflammation ear fallopian tube"),
  ])
  func `A condition is what is wrong and the organ`(word: String, reading: String) {
    #expect(WordParts.conditions(in: word).contains(reading))
  }

  @Test(arguments: ["anatomy", "dichotomy", "plasty", "ectomy", "Nephrectomy", "nephr0tomy", "kidney", "", "itis"])
  func `Other words are left alone`(word: String) {
    #expect(WordParts.operations(in: word).isEmpty)
    #expect(WordParts.conditions(in: word).isEmpty)
  }
}
