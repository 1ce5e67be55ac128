import OfficialFiles
import Testing

@Suite struct WorkbookReaderTests {
  private func rows(_ bytes: [UInt8]) throws -> [WorkbookReader.Row] {
    let folder = try TemporaryFolder()
    let reader = try WorkbookReader(ZipArchive(path: try folder.write(bytes, "book.xlsx"), name: "book.xlsx"))
    var rows: [WorkbookReader.Row] = []
    while let row = try reader.next() { rows.append(row) }
    return rows
  }

  @Test func `Cells stand under their letters, with shared, inline and written texts`() throws {
    let sheet = """
      <row r="2"><c r="A2" t="s"><v>1</v></c><c r="C2" t="inlineStr"><is><t>in</t><rPh><t>no</t></rPh></is></c>
      <c r="D2"><f>1+1</f><v>2</v></c><c r="AA2" t="b"><v>1</v></c></row>
      <row r="5"><c r="A5" s="3"/><c r="B5" t="str"><v>text</v></c></row>
      """
    let texts = ["<t>zero</t>", "<r><t xml:space=\"preserve\">  ri</t></r><r><t>ch &amp; so</t></r>"]
    let rows = try rows(WorkbookFixture.bytes(sheet: sheet, texts: texts))
    #expect(rows.map(\.number) == [2, 5])
    #expect(Array(rows[0].cells.prefix(4)) == ["  rich & so", "", "in", "2"])
    #expect(rows[0].cells.count == 27)
    #expect(rows[0].cells.last == "TRUE")
    #expect(rows[1].cells == ["", "text"])
  }

  @Test(arguments: [
    "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>9</v></c></row>", "<row r=\"2\"/><row r=\"1\"/>",
    "<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>", "<row r=\"1\"><c r=\"1\"/></row>",
    "<row r=\"9999999\"/>", "<row r=\"1\"><c r=\"ZZZ1\"/></row>", "<row r=\"1\">",
  ])
  func `A damaged worksheet is refused with its place`(sheet: String) {
    let error = sourceError { _ = try rows(WorkbookFixture.bytes(sheet: sheet)) }
    #expect(error?.place != nil)
    #expect(error?.reason == .malformed || error?.reason == .limit)
  }

  @Test func `A workbook without its worksheet is refused`() {
    #expect(sourceError { _ = try rows(WorkbookFixture.bytes(sheet: "", relations: "")) }?.reason == .malformed)
  }
}
