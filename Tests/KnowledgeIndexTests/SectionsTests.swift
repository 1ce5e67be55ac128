import Testing

@testable import KnowledgeIndex

/// The directory of sections is an inner matter of the module, so it is tested from within.
struct SectionsTests {
  @Test func `Sections that were joined are found by their numbers`() {
    let seed = UInt64.random(in: 1 ... .max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let sections = (0..<random.below(8)).map { number in
        (UInt32(number * 7 + 1), (0..<random.below(20)).map { _ in UInt8(random.below(256)) })
      }
      Sections.join(sections).withUnsafeBytes { bytes in
        let read = Sections(bytes)
        #expect(read != nil, "seed \(seed)")
        for (number, content) in sections {
          #expect(read.map { Array($0[number]) } == content, "seed \(seed)")
        }
        #expect(read?[999].isEmpty == true)
      }
    }
  }

  @Test func `Sections begin at multiples of eight`() {
    let joined = Sections.join([(1, [1, 2, 3]), (2, [4]), (3, [5])])
    #expect(joined.count % 8 == 1)
    #expect(joined[joined.count - 1] == 5)
    #expect(joined[joined.count - 9] == 4)
    #expect(joined[joined.count - 17] == 1)
  }

  @Test func `Numbers read back and are zero past their end`() {
    Sections.join([(5, Sections.bytes(of: [1, .max, 70_000]))]).withUnsafeBytes { bytes in
      let numbers = Sections(bytes)?.numbers(5)
      #expect(numbers?.count == 3)
      #expect(numbers.map { array in [-1, 0, 1, 2, 3].map { array[$0] } } == [0, 1, .max, 70_000, 0])
    }
  }

  @Test func `A directory that does not fit its bytes is refused`() {
    let joined = Sections.join([(1, [1, 2, 3]), (2, Array("words".utf8))])
    for length in joined.indices {
      Array(joined[..<length]).withUnsafeBytes { #expect(Sections($0) == nil, "cut at \(length)") }
    }
  }

  @Test func `No byte of the directory can be changed into a trap`() {
    let joined = Sections.join([(1, [1, 2, 3]), (2, Array("words".utf8))])
    for index in 0..<56 {
      for flip in 1...UInt8.max {
        var damaged = joined
        damaged[index] ^= flip
        damaged.withUnsafeBytes { bytes in
          guard let sections = Sections(bytes) else { return }
          #expect(sections[1].count + sections[2].count <= 2 * bytes.count)
        }
      }
    }
  }
}
