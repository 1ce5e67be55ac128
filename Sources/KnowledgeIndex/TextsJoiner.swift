internal import CodingKnowledge

/// Joins parts into the body of a `texts` file: numbers their targets in one order and says of each what ranking asks.
struct TextsJoiner {
  private typealias Section = KnowledgeTexts.Section

  private let blobs: [UnsafeRawBufferPointer]
  private let parts: [KnowledgePart]
  private var targetOffsets: [UInt32] = [0]
  private var targetArena: [UInt8] = []
  private var referenceOffsets: [UInt32] = []
  private var references: [UInt32] = []
  private var numberings: [[UInt32]]
  private var facts: [TargetFacts] = []
  private var editionOffsets: [UInt32] = [0]
  private var editionLists: [UInt32] = []
  private var editionNumbers: [[UInt32]: Int] = [:]

  /// The body of the file, in the order in which the parts' documents lie in the inverted index; nil where a part is
  /// damaged.
  /// - Parameter blobs: what ``PartAssembler/finish(lexicon:sources:sourceSets:)`` gave for each part.
  static func join(_ blobs: [UnsafeRawBufferPointer]) -> [UInt8]? {
    var parts: [KnowledgePart] = []
    var base = 0
    for bytes in blobs {
      guard let part = KnowledgePart(bytes, documentBase: base) else { return nil }
      parts.append(part)
      base += part.documentCount
    }
    var joiner = TextsJoiner(blobs, parts)
    joiner.numberTargets()
    joiner.relateTargets()
    return joiner.body()
  }

  private init(_ blobs: [UnsafeRawBufferPointer], _ parts: [KnowledgePart]) {
    self.blobs = blobs
    self.parts = parts
    numberings = parts.map { [UInt32](repeating: 0, count: $0.targetCount) }
  }

  // MARK: Targets

  /// The targets of each part are in order already.
  private mutating func numberTargets() {
    var places = parts.map { _ in 0 }
    while true {
      var least: UnsafeRawBufferPointer?
      for (part, place) in zip(parts, places) where place < part.targetCount {
        let key = part.targetKey(place)
        if least.map({ order(key, $0) < 0 }) ?? true { least = key }
      }
      guard let least else { break }
      let number = UInt32(referenceOffsets.count)
      targetArena.append(contentsOf: least)
      targetOffsets.append(UInt32(targetArena.count))
      referenceOffsets.append(UInt32(references.count))
      let start = references.count
      for (index, part) in parts.enumerated() where places[index] < part.targetCount {
        guard order(part.targetKey(places[index]), least) == 0 else { continue }
        references.append(UInt32(index) << 24 | UInt32(places[index]))
        numberings[index][places[index]] = number
        places[index] += 1
      }
      facts.append(describe(least, references[start...]))
    }
    referenceOffsets.append(UInt32(references.count))
  }

  private mutating func describe(_ key: UnsafeRawBufferPointer, _ references: ArraySlice<UInt32>) -> TargetFacts {
    let scope = key.first.flatMap(Scope.init(rawValue:)) ?? .policy
    let identifier = UnsafeRawBufferPointer(rebasing: key.dropFirst())
    let places = references.map { (part: Int($0 >> 24), number: Int($0 & 0xFF_FFFF)) }
    // Official lists before others.
    let ordered = places.filter { !parts[$0.part].isBeside } + places.filter { parts[$0.part].isBeside }
    let title = ordered.first.flatMap { place in
      parts[place.part].documents(ofTarget: place.number).first.map { parts[place.part].documentBase + $0 }
    }
    let lists = ordered.map { UInt32($0.part) << 24 | parts[$0.part].editionLists.list(ofTarget: $0.number) }
    return TargetFacts(
      scope: scope, form: TargetFacts.Form(identifier, scope: scope), length: identifier.count,
      editions: editionNumber(lists), title: title)
  }

  private mutating func editionNumber(_ lists: [UInt32]) -> Int {
    if let known = editionNumbers[lists] { return known }
    let number = editionNumbers.count
    editionNumbers[lists] = number
    editionLists += lists
    editionOffsets.append(UInt32(editionLists.count))
    return number
  }

  // MARK: Relations

  private func identifier(_ number: Int) -> ArraySlice<UInt8> {
    targetArena[Int(targetOffsets[number]) + 1..<Int(targetOffsets[number + 1])]
  }

  /// The codes of ICD-10-CM that say the same in more or fewer characters.
  private mutating func relateTargets() {
    for number in facts.indices where facts[number].scope == .icd10cm {
      facts[number].heading = heading(of: number)
      facts[number].defaultCode = defaultCode(of: number)
    }
  }

  private func defaultCode(of target: Int) -> Int? {
    for reference in references[Int(referenceOffsets[target])..<Int(referenceOffsets[target + 1])] {
      let part = Int(reference >> 24)
      if let code = parts[part].defaultCode(ofTarget: Int(reference & 0xFF_FFFF)) { return Int(numberings[part][code]) }
    }
    return nil
  }

  /// The heading that an unspecified code stands for: *C54* for *C54.9*. By the conventions of ICD-10-CM a last 9 is the
  /// unspecified code, and so is a 0 behind it (H65.90: unspecified ear).
  private func heading(of target: Int) -> Int? {
    var code = identifier(target)
    guard (5...7).contains(code.count), let last = code.last,
      last == UInt8(ascii: "9") || last == UInt8(ascii: "0") && code.count > 5
    else { return nil }
    code.removeLast()
    if code.last == UInt8(ascii: ".") { code.removeLast() }
    // What stands before it in the order begins with fewer of its characters.
    let number = lowerBound(target) { number in
      facts[number].scope.rawValue < facts[target].scope.rawValue
        || facts[number].scope == facts[target].scope && identifier(number).lexicographicallyPrecedes(code)
    }
    return number < target && identifier(number).elementsEqual(code) ? number : nil
  }

  // MARK: Writing

  private func body() -> [UInt8] {
    var factTable = ByteWriter()
    for target in facts { target.encode(into: &factTable) }
    let terms = TermDictionary.sections(of: parts)
    let head: [(Section, [UInt8])] = [
      (.targetOffsets, Sections.bytes(of: targetOffsets)), (.targetArena, targetArena),
      (.dictionary, Sections.bytes(of: dictionary())),
      (.referenceOffsets, Sections.bytes(of: referenceOffsets)), (.references, Sections.bytes(of: references)),
      (.parts, Sections.bytes(of: parts.map { UInt32($0.documentCount) })),
      (.documentLengths, parts.flatMap { Array($0.documentLength) }), (.targetFacts, factTable.bytes),
      (.editionOffsets, Sections.bytes(of: editionOffsets)), (.editionLists, Sections.bytes(of: editionLists)),
      (.termSlots, terms.slots), (.termEntries, terms.entries),
    ]
    let tail = blobs.enumerated().map { (Section.firstPart.rawValue + UInt32($0.offset), $0.element) }
    let maps = numberings.enumerated().map {
      (Section.firstNumbering.rawValue + UInt32($0.offset), Sections.bytes(of: $0.element))
    }
    return Sections.join(head.map { ($0.0.rawValue, $0.1) } + maps, tail)
  }

  /// All targets in the order of the keys under which codes are looked up.
  private func dictionary() -> [UInt32] {
    // Keys are compared by their first eight bytes, which are all that most have.
    let entries = facts.indices.map { number in
      var start: UInt64 = 0
      for (place, byte) in key(of: number).prefix(8).enumerated() { start |= UInt64(byte) << (56 - 8 * place) }
      return (start: start, target: UInt32(number))
    }
    return entries.sorted { left, right in
      if left.start != right.start { return left.start < right.start }
      let (leftKey, rightKey) = (key(of: Int(left.target)), key(of: Int(right.target)))
      return leftKey.elementsEqual(rightKey) ? left.target < right.target : leftKey.lexicographicallyPrecedes(rightKey)
    }.map(\.target)
  }

  /// Upper case, without dots and blanks.
  private func key(of number: Int) -> some Sequence<UInt8> {
    identifier(number).lazy.filter { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: " ") }
      .map { $0 &- 97 < 26 ? $0 - 32 : $0 }
  }
}
