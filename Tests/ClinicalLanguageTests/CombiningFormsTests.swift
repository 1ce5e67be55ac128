import ClinicalLanguage
import Testing

struct CombiningFormsTests {
  @Test(arguments: [
    ("polyneuropathy", "neuropathy"), ("osteoarthritis", "arthritis"), ("bronchopneumonia", "pneumonia"),
    ("endocarditis", "carditis"), ("choledocholithiasis", "lithiasis"),
  ])
  func `A compound leaves the word behind its combining form`(compound: String, rest: String) {
    #expect(CombiningForms.remainders(of: compound).contains(rest))
  }

  @Test(arguments: [
    "hypotension", "anticoagulant", "pseudocyst", "myopia", "Polyneuropathy", "poly2neuropathy", "", "perineum",
  ])
  func `Opposites, short words and codes are left whole`(word: String) {
    #expect(CombiningForms.remainders(of: word).isEmpty)
  }
}
