public import CodingKnowledge

/// A map from procedure to the diagnoses that local coverage texts list for it: a JSON object
/// `{CODE: {covered: […], notCovered: […], lcdIds: […]}}`.
///
/// The groups of the texts are lost in it, so that a rule that asks for two diagnoses is not seen; its listings carry
/// group 0.
public struct CoverageMap: SourceFormat {
  public let identifier = "coverage-map"

  public init() {}

  public func recognises(_ head: SourceHead) -> Bool {
    let text = TextDecoding.text(head.bytes.prefix(400))
    return text.prefixMatch(of: /\s*\{\s*"[0-9A-Z]{5}"\s*:\s*\{\s*"(covered|lcdIds|notCovered)"/) != nil
  }

  public func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    SourceDescription(
      format: identifier, title: "Diagnoses by procedure, from local coverage texts", series: .coverageMap,
      release: try CoverageRelease.release(.lcd, head, hint), licence: Licence.coverage)
  }

  private struct Lists: Decodable {
    var covered: [String]
    var notCovered: [String]
    var lcdIds: [String]
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let elements = try JSONElements(stream)
    var isEmpty = true
    while let element = try elements.next() {
      isEmpty = false
      let fault = { (message: String) in
        SourceError(
          .malformed, file: stream.name, place: .byte(element.firstByte), message: message,
          remedy: "get the file again or correct it")
      }
      let lists = try elements.decode(Lists.self, element)
      guard let code = CodeShape.procedure(element.key) else {
        throw fault("\"\(element.key)\" is not a CPT or HCPCS code")
      }
      for (list, diagnoses) in [(CoverageListing.List.covered, lists.covered), (.notCovered, lists.notCovered)] {
        for diagnosis in diagnoses {
          guard let identifier = KnowledgeCode.identifier(diagnosis, .icd10cm) else {
            throw fault("\"\(diagnosis)\" is not an ICD-10-CM code")
          }
          let terms = CoverageListing.Terms(list: list, group: 0)
          try emit(.listing(CoverageListing(code, lists: Target(.icd10cm, identifier), terms)))
        }
      }
      for text in lists.lcdIds {
        guard text.wholeMatch(of: /L[0-9]{3,6}/) != nil else { throw fault("\"\(text)\" is not the number of an LCD") }
        let terms = CoverageListing.Terms(list: .procedures, group: 0)
        try emit(.listing(CoverageListing(Target(.lcd, text), lists: code, terms)))
      }
    }
    if isEmpty { throw .noRecords(in: stream.name) }
  }
}
