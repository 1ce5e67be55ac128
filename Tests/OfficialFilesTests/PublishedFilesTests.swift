import CodingKnowledge
import OfficialFiles
import Testing

/// The counts of the published files, as they were found by independent parsing.
@Suite(.enabled(if: PublishedFiles.isThere, "the published files are not beside the package"))
struct PublishedFilesTests {
  @Test(arguments: [
    ("icd10cm/fy2026/icd10cm-order-2026.txt.gz", 74_719, 23_467, "2026"),
    ("icd10cm/fy2025/icd10cm-order-2025.txt.gz", 74_260, 23_324, "2025"),
    ("icd10pcs/fy2021/icd10pcs_order_2021.txt.gz", 78_136, 890, "2021"),
  ])
  func `An order file has as many codes and headers as counted`(
    file: String, codes: Int, headers: Int, version: String
  ) throws {
    let read = try readPublished(file)
    #expect(read.codes.count(where: { $0.billable == true }) == codes)
    #expect(read.codes.count(where: { $0.billable == false }) == headers)
    #expect(read.description.release.version == version)
    #expect(read.description.series == .codes)
  }

  @Test func `The order file gives codes with dots, flags and both titles`() throws {
    let read = try readPublished("icd10cm/fy2026/icd10cm-order-2026.txt.gz")
    #expect(
      read.code("C48.0")
        == Code(
          Target(.icd10cm, "C48.0"), title: "Malignant neoplasm of retroperitoneum",
          shortTitle: "Malignant neoplasm of retroperitoneum", billable: true))
    #expect(read.code("A00")?.billable == false)
    #expect(read.description.release.effective.from == Day(iso: "2025-10-01"))
    #expect(read.description.release.effective.through == Day(iso: "2026-09-30"))
  }

  @Test func `The codes file has the codes of the order file`() throws {
    let codes = try readPublished("icd10cm/fy2026/icd10cm-codes-2026.txt.gz")
    let order = try readPublished("icd10cm/fy2026/icd10cm-order-2026.txt.gz")
    #expect(codes.codes.count == 74_719)
    #expect(codes.codes.map(\.target) == order.codes.filter { $0.billable == true }.map(\.target))
    #expect(codes.codes.map(\.title) == order.codes.filter { $0.billable == true }.map(\.title))
  }

  @Test(arguments: [
    ("icd10cm/fy2026/icd10cm-order-addenda-2026.txt", [143 + 487, 28, 45], [487, 28, 38]),
    ("icd10cm/fy2026/icd10cm-codes-addenda-2026.txt", [487, 28, 38], [487, 28, 38]),
    ("icd10cm/fy2025/icd10cm-order-addenda-2025.txt", [324, 36, 14], [252, 36, 13]),
    ("icd10cm/fy2025/icd10cm-codes-addenda-2025.txt", [252, 36, 13], [252, 36, 13]),
    ("icd10pcs/fy2021/order_addenda_2021.txt", [587, 0, 0], [577, 0, 0]),
  ])
  func `Addenda have as many changes as their statistics say`(file: String, all: [Int], codes: [Int]) throws {
    let read = try readPublished(file)
    func counts(_ changes: [CodeChange]) -> [Int] {
      #expect(
        changes.count(where: { $0.kind == .revisedFrom }) == changes.count(where: { $0.kind == .revisedTo }))
      return [.added, .deleted, .revisedTo].map { kind in changes.count(where: { $0.kind == kind }) }
    }
    #expect(counts(read.changes) == all)
    #expect(counts(read.changes.filter { $0.billable == true }) == codes)
    #expect(read.changes.allSatisfy { $0.effective == read.description.release.effective.from })
    #expect(read.changes.allSatisfy { !$0.title.contains("   ") })
  }

  @Test func `Addenda and order files of two years agree`() throws {
    let old = try readPublished("icd10cm/fy2025/icd10cm-order-2025.txt.gz").codes
    let new = try readPublished("icd10cm/fy2026/icd10cm-order-2026.txt.gz").codes
    let titles = Dictionary(uniqueKeysWithValues: new.map { ($0.target, $0.title) })
    let oldTargets = Set(old.map(\.target))
    for change in try readPublished("icd10cm/fy2026/icd10cm-order-addenda-2026.txt").changes {
      switch change.kind {
      case .added, .revisedTo: #expect(titles[change.target] == change.title)
      case .deleted, .revisedFrom: #expect(oldTargets.contains(change.target))
      }
    }
  }

  @Test(arguments: [
    ("hcpcs/2025-oct/HCPC2025_OCT_ANWEB.xlsx", 8_463, 383, "2025-10"),
    ("hcpcs/2020/HCPC2020_ANWEB_w_disclaimer.txt", 6_710, 369, "2020-01"),
    ("hcpcs/2019/HCPC2019_CONTR_ANWEB.txt", 6_440, 360, "2019-01"),
    ("hcpcs/2019/HCPC2019_CONTR_ANWEB.xlsx", 6_440, 360, "2019-01"),
  ])
  func `A HCPCS file has as many codes and modifiers as counted`(
    file: String, codes: Int, modifiers: Int, version: String
  ) throws {
    let read = try readPublished(file)
    #expect(read.codes.count(where: { $0.target.scope == .hcpcs }) == codes)
    #expect(read.codes.count(where: { $0.target.scope == .modifier }) == modifiers)
    #expect(Set(read.codes.map(\.target)).count == codes + modifiers)
    #expect(read.description.release.version == version)
    #expect(read.code("G0008")?.title == "Administration of influenza virus vaccine")
    #expect(read.codes.allSatisfy { $0.validity.from != nil })
  }

  @Test func `Both forms of the HCPCS file of 2019 say the same`() throws {
    let text = try readPublished("hcpcs/2019/HCPC2019_CONTR_ANWEB.txt")
    let workbook = try readPublished("hcpcs/2019/HCPC2019_CONTR_ANWEB.xlsx")
    #expect(text.codes.map(\.target) == workbook.codes.map(\.target))
    #expect(text.codes.map(\.shortTitle) == workbook.codes.map(\.shortTitle))
    #expect(text.codes.map(\.validity) == workbook.codes.map(\.validity))
    func singleBlanked(_ title: String) -> [Substring] { title.split { $0.isWhitespace } }
    let different = zip(text.codes, workbook.codes).count { singleBlanked($0.title) != singleBlanked($1.title) }
    #expect(different <= 5)
    // Published differences: 116 action dates are blank in the workbook, and a type of service of 2 codes.
    func facts(_ read: ReadFile) -> Set<Fact> { Set(read.facts.filter { $0.key != "actionEffective" }) }
    #expect(facts(text).symmetricDifference(facts(workbook)).count <= 6)
    #expect(text.codes.count(where: { $0.validity.through != nil }) == 515)
    #expect(
      try readPublished("hcpcs/2020/HCPC2020_ANWEB_w_disclaimer.txt").codes.count(where: { $0.validity.through != nil })
        == 615)
  }

  @Test(arguments: [
    ("crosswalk/gems-2018/2018_I9gem.txt", 24_860, 422, Scope.icd9cm, Scope.icd10cm),
    ("crosswalk/gems-2018/2018_I10gem.txt", 81_593, 731, .icd10cm, .icd9cm),
    ("crosswalk/gems-2018/gem_i9pcs.txt", 73_593, 210, .icd9pcs, .icd10pcs),
    ("crosswalk/gems-2018/gem_pcsi9.txt", 101_025, 31, .icd10pcs, .icd9pcs),
  ])
  func `A mapping has as many lines as counted`(
    file: String, lines: Int, without: Int, from: Scope, to: Scope
  ) throws {
    let read = try readPublished(file)
    #expect(read.crosswalks.count == lines)
    #expect(read.crosswalks.count(where: { $0.destination == nil }) == without)
    #expect(read.crosswalks.allSatisfy { $0.source.scope == from && ($0.destination?.scope ?? to) == to })
    #expect(read.description.release.version == "2018")
    #expect(read.description.release.scope == from)
  }

  @Test(arguments: [
    ("crosswalk/icd9-v32/CMS32_DESC_LONG_DX.txt", 14_567, 0), ("crosswalk/icd9-v32/CMS32_DESC_SHORT_DX.txt", 0, 14_567),
    ("crosswalk/icd9-v32/CMS32_DESC_LONG_SG.txt", 3_882, 0), ("crosswalk/icd9-v32/CMS32_DESC_SHORT_SG.txt", 0, 3_882),
  ])
  func `ICD-9-CM titles are as many as counted`(file: String, codes: Int, wordings: Int) throws {
    let read = try readPublished(file)
    #expect(read.codes.count == codes)
    #expect(read.wordings.count == wordings)
    #expect(read.description.release.version == "32")
    #expect(read.description.release.effective.from == Day(iso: "2014-10-01"))
  }

  @Test func `ICD-9-CM titles keep their accents and dots`() throws {
    let long = try readPublished("crosswalk/icd9-v32/CMS32_DESC_LONG_DX.txt")
    #expect(long.code("386.00")?.title == "Ménière's disease, unspecified")
    #expect(long.code("158.0")?.title == "Malignant neoplasm of retroperitoneum")
    #expect(long.codes.contains { $0.target.identifier == "E800.0" })
    #expect(try readPublished("crosswalk/icd9-v32/CMS32_DESC_LONG_SG.txt").code("00.01") != nil)
  }

  @Test(arguments: [
    ("drg/appendix_A_v40.txt", 767, "v40", "2022-10-01"), ("drg/msdrg_v43.1_titles.csv", 772, "v43.1", "2026-04-01"),
  ])
  func `MS-DRG titles are as many as counted`(file: String, count: Int, version: String, from: String) throws {
    let read = try readPublished(file)
    #expect(read.codes.count == count)
    #expect(read.description.release.version == version)
    #expect(read.description.release.effective.from == Day(iso: from))
  }

  @Test(arguments: [
    "icd10cm/fy2026/icd10OrderFiles.pdf", "icd10cm/fy2026/icd10cmCodesFile.pdf",
    "icd10cm/fy2025/icd-10-cm-tabular-2025.xsd", "icd10cm/fy2025/ICD10CM_2025_Index.csv",
    "icd10pcs/fy2021/icd10pcsOrderFile.pdf", "hcpcs/2019/HCPC2019_README.txt", "hcpcs/2019/proc_notes_2019.txt",
    "hcpcs/2020/HCPC2020_README.txt", "hcpcs/2020/proc_notes_2020.txt", "hcpcs/2020/Changes_by_ActionCode.prn",
    "PROVENANCE-codesets.md",
  ])
  func `A file that is not data is recognised by no format`(file: String) throws {
    let sources = try SourceOpener.open(PublishedFiles.path(file))
    #expect(sources.map { SourceFormats.format(of: $0.head)?.identifier } == [nil])
  }

  @Test func `No two formats claim one published file`() throws {
    for path in try SourceOpener.files(under: PublishedFiles.root) {
      for source in try SourceOpener.open(path) {
        let claims = SourceFormats.all.filter { $0.recognises(source.head) }.map(\.identifier)
        #expect(claims.count <= 1, "\(source.name): \(claims)")
      }
    }
  }
}
