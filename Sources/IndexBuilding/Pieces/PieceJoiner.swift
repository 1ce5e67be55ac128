internal import ClinicalLanguage
internal import CodingKnowledge
internal import KnowledgeIndex

/// Joins the pieces of a part in order.
struct PieceJoiner: Sendable {
  let drafts: [Draft]
  /// The indices of `drafts` in the order of the part.
  let order: [Int]
  /// For each piece its targets, and what it came to.
  let pieces: [(range: Range<Int>, analysis: PieceAnalysis)]
  /// For each target what it is related to.
  let relations: [[RelationList.Entry]]

  /// The records of all targets.
  func records() -> RecordPacker {
    var packer = RecordPacker()
    for index in order { packer.add(drafts[index].record) }
    return packer
  }

  /// Adds targets and wordings to a part; what they teach goes to `lessons`.
  func join(into assembler: inout PartAssembler, _ lessons: inout PartLessons, _ lexicon: Lexicon) {
    let defaults = DefaultCodes(drafts, order: order)
    for (range, analysis) in pieces {
      let own = (0..<UInt32(analysis.words.count)).map { number in
        analysis.words.withBytes(number) { lexicon.intern($0).word }
      }
      lessons.add(analysis, own: own)
      var tokens = PieceTokens(analysis, own: own, lexicon: lexicon)
      for rank in range {
        add(order[rank], &tokens, to: &assembler)
        assembler.endTarget(
          drafts[order[rank]].record, defaultCode: defaults.place(below: rank), relations: relations[rank])
      }
    }
  }

  private func add(_ draft: Int, _ tokens: inout PieceTokens, to assembler: inout PartAssembler) {
    let target = drafts[draft].target
    assembler.beginTarget(target)
    // The codes that a text is said to be about count as named by its first passage.
    let codes = target.scope.isText ? drafts[draft].record.texts.flatMap(\.value.codes) : []
    var subjects = codes.compactMap { CodeMention($0) }
    for wording in drafts[draft].wordings {
      tokens.withNext {
        assembler.addWording(wording.text, role: wording.role, sourceSet: wording.sourceSet, tokens: $0)
      }
      guard target.scope.isText else { continue }
      assembler.addMentions(CodeMention.all(in: wording.text) + (wording.role == .passage ? subjects : []))
      if wording.role == .passage { subjects = [] }
    }
  }
}
