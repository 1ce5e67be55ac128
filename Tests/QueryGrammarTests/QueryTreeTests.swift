import QueryGrammar
import Testing

/// The fields of all tests in this folder.
let testFields = QueryFields(["system", "title", "chapter", "under", "note", "date", "last_seen", "icd10"])

/// The tree of a text in prefix form, or the error's code after a `!`.
func shape(_ text: String, maximumBytes: Int = QueryLimits.textBytes) -> String {
  do throws(QueryError) {
    return try Query(text, fields: testFields, maximumBytes: maximumBytes).root.debugDescription
  } catch {
    return "!\(error.code)"
  }
}

/// A text, and the tree or error that it must give.
struct TreeRow: Sendable, CustomTestStringConvertible {
  let text: String
  let tree: String

  init(_ text: String, _ tree: String) {
    self.text = text
    self.tree = tree
  }

  var testDescription: String { text.debugDescription }
}

@Suite struct QueryTreeTests {
  @Test(
    "words keep their spelling and their order",
    arguments: [
      TreeRow("heart", "heart"),
      TreeRow("heart attack", "(all heart attack)"),
      TreeRow("  heart   attack  ", "(all heart attack)"),
      TreeRow("heart\tattack\nacute\r\nold", "(all heart attack acute old)"),
      TreeRow("Heart ATTACK", "(all Heart ATTACK)"),
      TreeRow("a b c d", "(all a b c d)"),
      TreeRow("x-ray", "x-ray"),
      TreeRow("para-aortic lymph", "(all para-aortic lymph)"),
      TreeRow("non–small-cell", "non–small-cell"),
      TreeRow("Crohn's disease", "(all Crohn's disease)"),
      TreeRow("Crohn’s", "Crohn’s"),
      TreeRow("E11 9", "(all E11 9)"),
      TreeRow("E11.9", "E11.9"),
      TreeRow("e119", "e119"),
      TreeRow("0DTJ4ZZ", "0DTJ4ZZ"),
      TreeRow("J0120", "J0120"),
      TreeRow("50% burn", "(all 50% burn)"),
      TreeRow("HER2+", "HER2+"),
      TreeRow("w/o", "w/o"),
      TreeRow("and/or", "and/or"),
      TreeRow(".5 mg", "(all .5 mg)"),
      TreeRow("2.5 mg", "(all 2.5 mg)"),
      TreeRow("1,000", "1,000"),
      TreeRow("finding(s)", "finding(s)"),
      TreeRow("disease(es) of node(s)", "(all disease(es) of node(s))"),
      TreeRow("(finding(s))", "finding(s)"),
      TreeRow("finding(s) OR sign(s)", "(any finding(s) sign(s))"),
      TreeRow("vitamin(D)deficiency", "vitamin(D)deficiency"),
      TreeRow("finding(of the heart)", "(all finding of the heart)"),
      TreeRow("Ménière", "Ménière"),
      TreeRow("ＥＣＧ", "ＥＣＧ"),
      TreeRow("糖尿病", "糖尿病"),
      TreeRow("ıİß", "ıİß"),
      TreeRow("ﬁbrosis", "ﬁbrosis"),
      TreeRow("neuro\u{AD}pathy", "neuro\u{AD}pathy"),
      TreeRow("lymph\u{A0}node", "(all lymph node)"),
      TreeRow("lymph\u{3000}node", "(all lymph node)"),
      TreeRow("x\u{2011}ray", "x\u{2011}ray"),
      TreeRow("❤ attack", "(all ❤ attack)"),
      TreeRow("2025-11-03", "2025-11-03"),
      TreeRow("a_b", "a_b"),
      TreeRow("mg/dL", "mg/dL"),
      TreeRow("user@host", "user@host"),
    ])
  func words(row: TreeRow) { #expect(shape(row.text) == row.tree) }

  @Test(
    "stray punctuation never loses a word",
    arguments: [
      TreeRow("heart, attack", "(all heart attack)"),
      TreeRow("heart,attack", "heart,attack"),
      TreeRow("heart ; attack", "(all heart attack)"),
      TreeRow("heart attack?", "(all heart attack)"),
      TreeRow("heart attack!!!", "(all heart attack)"),
      TreeRow("...heart...", "heart"),
      TreeRow("nausea & vomiting", "(all nausea vomiting)"),
      TreeRow("GFR < 15", "(all GFR 15)"),
      TreeRow("GFR ≥ 15", "(all GFR 15)"),
      TreeRow("St. John", "(all St John)"),
      TreeRow("[heart]", "heart"),
      TreeRow("{heart}", "heart"),
      TreeRow("'heart'", "heart"),
      TreeRow("‘heart’", "heart"),
      TreeRow("`heart`", "heart"),
      TreeRow("¿heart?", "heart"),
      TreeRow("- heart", "heart"),
      TreeRow("heart - attack", "(all heart attack)"),
      TreeRow("heart – attack", "(all heart attack)"),
      TreeRow("heart -- attack", "(all heart attack)"),
      TreeRow("--heart", "heart"),
      TreeRow("–heart", "heart"),
      TreeRow("pre- and postoperative", "(all pre and postoperative)"),
      TreeRow("= heart", "heart"),
      TreeRow("==heart", "heart"),
      TreeRow("heart=", "heart"),
      TreeRow("*itis", "itis"),
      TreeRow("E11.9.", "E11.9"),
      TreeRow("E11.9,E11.8", "E11.9,E11.8"),
      TreeRow("heart:", "heart"),
      TreeRow(":heart", "heart"),
      TreeRow("/../ heart", "heart"),
      TreeRow("heart (", "heart"),
      TreeRow("heart )", "heart"),
      TreeRow(") heart", "heart"),
      TreeRow("heart) attack", "(all heart attack)"),
      TreeRow("heart) attack) acute", "(all heart attack acute)"),
      TreeRow("(heart attack", "(all heart attack)"),
      TreeRow("((heart attack", "(all heart attack)"),
      TreeRow("() heart", "heart"),
      TreeRow("(()) heart ()", "heart"),
      TreeRow("(,) heart", "heart"),
      TreeRow("heart()", "heart"),
      TreeRow("{\"title\": \"heart\"}", "(all \"title\" \"heart\")"),
      TreeRow("'; DROP TABLE codes; --", "(all DROP TABLE codes)"),
      TreeRow("$(reboot) | cat", "(all reboot cat)"),
      TreeRow("heart #1", "(all heart #1)"),
    ])
  func punctuation(row: TreeRow) { #expect(shape(row.text) == row.tree) }

  @Test(
    "quotes of any kind make phrases",
    arguments: [
      TreeRow("\"lymph node\"", "\"lymph node\""),
      TreeRow("\"lymph  node \"", "\"lymph node\""),
      TreeRow("“lymph node”", "\"lymph node\""),
      TreeRow("«lymph node»", "\"lymph node\""),
      TreeRow("»lymph node«", "\"lymph node\""),
      TreeRow("„lymph node“", "\"lymph node\""),
      TreeRow("＂lymph node＂", "\"lymph node\""),
      TreeRow("“lymph node\"", "\"lymph node\""),
      TreeRow("\"heart\"", "\"heart\""),
      TreeRow("acute \"lymph node\" biopsy", "(all acute \"lymph node\" biopsy)"),
      TreeRow("acute\"lymph node\"biopsy", "(all acute \"lymph node\" biopsy)"),
      TreeRow("\"a b\"\"c d\"", "(all \"a b\" \"c d\")"),
      TreeRow("\"lymph node", "\"lymph node\""),
      TreeRow("heart \"lymph node", "(all heart \"lymph node\")"),
      TreeRow("heart\"", "heart"),
      TreeRow("\"\" heart", "heart"),
      TreeRow("\" \" heart", "heart"),
      TreeRow("\"...\" heart", "heart"),
      TreeRow("\"nausea & vomiting\"", "\"nausea vomiting\""),
      TreeRow("\"type 2, without\"", "\"type 2 without\""),
      TreeRow("\"a OR b\"", "\"a OR b\""),
      TreeRow("\"NOT\"", "\"NOT\""),
      TreeRow("\"title:heart\"", "\"title:heart\""),
      TreeRow("\"(heart) attack\"", "\"(heart) attack\""),
      TreeRow("\"E10-E14\"", "\"E10-E14\""),
      TreeRow("\"neuro* pain\"", "\"neuro pain\""),
      TreeRow("\"-heart\"", "\"heart\""),
      TreeRow("\".5 mg\"", "\".5 mg\""),
    ])
  func phrases(row: TreeRow) { #expect(shape(row.text) == row.tree) }

  @Test(
    "an equals sign makes a word or phrase exact",
    arguments: [
      TreeRow("=heart", "=heart"),
      TreeRow("=heart attack", "(all =heart attack)"),
      TreeRow("=\"heart attack\"", "=\"heart attack\""),
      TreeRow("=“heart attack”", "=\"heart attack\""),
      TreeRow("-=heart acute", "(all (not =heart) acute)"),
      TreeRow("-=\"a b\" acute", "(all (not =\"a b\") acute)"),
      TreeRow("=OR", "=OR"),
      TreeRow("=NOT x", "(all =NOT x)"),
      TreeRow("=E10-E14", "=E10-E14"),
      TreeRow("=nosuch:thing", "=nosuch:thing"),
      TreeRow("=10:30", "=10:30"),
      TreeRow("=heart,", "=heart"),
      TreeRow("=neuro*", "(prefix neuro)"),
      TreeRow("=(a b)", "(all a b)"),
      TreeRow("a=b", "a=b"),
      TreeRow("(=heart)", "=heart"),
    ])
  func exact(row: TreeRow) { #expect(shape(row.text) == row.tree) }

  @Test(
    "a star at the end of a word makes a prefix",
    arguments: [
      TreeRow("neuro*", "(prefix neuro)"),
      TreeRow("neuro* pain", "(all (prefix neuro) pain)"),
      TreeRow("neuro**", "(prefix neuro)"),
      TreeRow("neuro*,", "(prefix neuro)"),
      TreeRow("neuro.*", "(prefix neuro)"),
      TreeRow("poly-neuro*", "(prefix poly-neuro)"),
      TreeRow("-neuro* pain", "(all (not (prefix neuro)) pain)"),
      TreeRow("ne*ro", "ne*ro"),
      TreeRow("neu", "neu"),
      TreeRow("né̀vr*", "(prefix né̀vr)"),
      TreeRow("ab*", "!prefixTooShort"),
      TreeRow("a*", "!prefixTooShort"),
      TreeRow("E*", "!prefixTooShort"),
      TreeRow("E1*", "(code-prefix E1)"),
      TreeRow("9*", "(code-prefix 9)"),
      TreeRow("99*", "(code-prefix 99)"),
      TreeRow("E11*", "(code-prefix E11)"),
      TreeRow("E11.*", "(code-prefix E11.)"),
      TreeRow("e11.*,", "(code-prefix e11.)"),
      TreeRow("E11.-", "(code-prefix E11.)"),
      TreeRow("S72.0-", "(code-prefix S72.0)"),
      TreeRow("250.-", "(code-prefix 250.)"),
      TreeRow("2.5- 3.0 cm", "(all 2.5 3.0 cm)"),
      TreeRow("E11-", "E11"),
      TreeRow("* heart", "heart"),
    ])
  func prefixes(row: TreeRow) { #expect(shape(row.text) == row.tree) }
}
