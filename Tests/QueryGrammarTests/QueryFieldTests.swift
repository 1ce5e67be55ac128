import QueryGrammar
import Testing

@Suite struct QueryFieldTests {
  @Test(
    "a known name before a colon searches that field",
    arguments: [
      TreeRow("system:hcpcs", "(field system hcpcs)"),
      TreeRow("SYSTEM:hcpcs", "(field system hcpcs)"),
      TreeRow("last_seen:2025", "(field last_seen 2025)"),
      TreeRow("icd10:E11", "(field icd10 E11)"),
      TreeRow("title:\"lymph node\"", "(field title \"lymph node\")"),
      TreeRow("title:“lymph node”", "(field title \"lymph node\")"),
      TreeRow("title:=node", "(field title =node)"),
      TreeRow("title:=\"lymph node\"", "(field title =\"lymph node\")"),
      TreeRow("title:neuro*", "(field title (prefix neuro))"),
      TreeRow("under:I20-I25", "(field under (range I20 I25))"),
      TreeRow("under:E11.-", "(field under (code-prefix E11.))"),
      TreeRow("chapter:(9 OR 10)", "(field chapter (any 9 10))"),
      TreeRow("title:(lymph node)", "(field title (all lymph node))"),
      TreeRow("title:(lymph -node)", "(field title (all lymph (not node)))"),
      TreeRow("title:(\"a b\" OR c*d)", "(field title (any \"a b\" c*d))"),
      TreeRow("title:(a)", "(field title a)"),
      TreeRow("title:(a) b", "(all (field title a) b)"),
      TreeRow("heart system:hcpcs attack", "(all heart (field system hcpcs) attack)"),
      TreeRow("system:hcpcs OR system:cpt", "(any (field system hcpcs) (field system cpt))"),
      TreeRow("(system:hcpcs)", "(field system hcpcs)"),
      TreeRow("date:2025-11-03", "(field date 2025-11-03)"),
      TreeRow("date:10:30", "(field date 10:30)"),
      TreeRow("title:nosuch:thing", "(field title nosuch:thing)"),
      TreeRow("title:(nosuch:thing)", "(field title nosuch:thing)"),
      TreeRow("title:http://a", "(field title http://a)"),
      TreeRow("title:,heart", "(field title heart)"),
      TreeRow("title:finding(s)", "(field title finding(s))"),
      TreeRow("title:--heart", "(field title heart)"),
      TreeRow(",title:heart", "(field title heart)"),
      TreeRow("title:(note: a)", "(field title (all note a))"),
    ])
  func known(row: TreeRow) { #expect(shape(row.text) == row.tree) }

  @Test(
    "a colon elsewhere is punctuation",
    arguments: [
      TreeRow("10:30", "10:30"),
      TreeRow("http://a.b/c", "http://a.b/c"),
      TreeRow("Diagnosis: fever", "(all Diagnosis fever)"),
      TreeRow("title: fever", "(all title fever)"),
      TreeRow("fever :title", "(all fever title)"),
      TreeRow("nosuch:", "nosuch"),
      TreeRow("fever (nosuch:)", "(all fever nosuch)"),
      TreeRow("1:2", "1:2"),
      TreeRow("a1b:c", "a1b:c"),
      TreeRow("_a:b", "_a:b"),
      TreeRow("é:b", "é:b"),
      TreeRow("::", "!empty"),
      TreeRow("10:\"fever\"", "(all 10 \"fever\")"),
    ])
  func colons(row: TreeRow) { #expect(shape(row.text) == row.tree) }

  @Test(
    "a field without a proper value is an error",
    arguments: [
      TreeRow("title:", "!missingValue"),
      TreeRow("heart title:", "!missingValue"),
      TreeRow("(title:)", "!missingValue"),
      TreeRow("title:\"\"", "!missingValue"),
      TreeRow("title:()", "!missingValue"),
      TreeRow("title:(", "!missingValue"),
      TreeRow("title:,,", "!missingValue"),
      TreeRow("title:, a", "!missingValue"),
      TreeRow("title:(,)", "!missingValue"),
      TreeRow("title:-a", "!onlyNegative"),
      TreeRow("title:(-a)", "!onlyNegative"),
      TreeRow("title:(a OR -b)", "!onlyNegative"),
      TreeRow("title:note:a", "!nestedField"),
      TreeRow("title:(a note:b)", "!nestedField"),
      TreeRow("title:(a (b OR note:c))", "!nestedField"),
      TreeRow("nosuch:a", "!unknownField"),
      TreeRow("NOSUCH:a", "!unknownField"),
      TreeRow("nosuch:\"a b\"", "!unknownField"),
      TreeRow("nosuch:(a)", "!unknownField"),
      TreeRow("heart -sytem:hcpcs", "!unknownField"),
      TreeRow("a://b:c nosuch:x", "!unknownField"),
    ])
  func faulty(row: TreeRow) { #expect(shape(row.text) == row.tree) }

  @Test("the caller's closures decide what is a field")
  func closures() throws {
    let fields = QueryFields(isField: { $0.hasPrefix("x") }, allNames: { ["xa", "xb"] })
    let query = try Query("XYZ:1", fields: fields)
    #expect(query.root.debugDescription == "(field xyz 1)")
    let error = #expect(throws: QueryError.self) { try Query("ya:1", fields: fields) }
    #expect(error?.code == .unknownField)
    #expect(error?.hint?.contains("xa") == true)
  }

  @Test("a name equal to each field and each reserved word can be searched")
  func reservedWords() throws {
    for name in testFields.allNames() + ["and", "or", "not", "AND", "OR", "NOT"] {
      #expect(shape(name) == name.lowercased())
      #expect(shape("\"\(name)\"") == "\"\(name)\"")
      #expect(shape("=\(name)") == "=\(name)")
    }
  }
}
