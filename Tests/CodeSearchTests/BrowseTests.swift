import CodeSearch
import CodeSearchTestKit
import CodingKnowledge
import Testing

@Suite struct BrowseTests {
  @Test func `Nothing leads to the top, chapters in order of their number`() throws {
    let branches = try Clinic.searcher.browse(nil, on: Clinic.today).branches
    #expect(branches.count == 1)
    let top = try #require(branches.first)
    #expect(top.level == nil)
    let chapters = top.children.map(\.target.identifier).filter { $0.hasPrefix("Chapter") }
    #expect(chapters == ["Chapter 4", "Chapter 19"])
    #expect(top.children.contains { $0.target == Target(.icd10pcs, "0") })
  }

  @Test func `A level shows its path and what is below it`() throws {
    let branch = try #require(try Clinic.searcher.browse("chapter 4", on: Clinic.today).branches.first)
    #expect(branch.level?.target == Target(.icd10cm, "Chapter 4"))
    #expect(branch.path.isEmpty)
    #expect(branch.children.map(\.target.identifier) == ["E08-E13"])
    let block = try #require(try Clinic.searcher.browse("e08-e13", on: Clinic.today).branches.first)
    #expect(block.path.map(\.target.identifier) == ["Chapter 4"])
    #expect(block.children.map(\.target.identifier) == ["E11"])
  }

  @Test func `From the top every level is reached, and each child names its parent last in its path`() throws {
    let searcher = try Clinic.searcher
    let top = try #require(searcher.browse(nil, on: Clinic.today).branches.first)
    var levels = top.children.map(\.target)
    var seen: Set<Target> = []
    while let level = levels.popLast() {
      #expect(seen.insert(level).inserted)
      let branch = try #require(searcher.browse(level.identifier, scope: level.scope, on: Clinic.today).branches.first)
      for child in branch.children {
        let card = searcher.cards(child.target.identifier, scope: child.target.scope, on: Clinic.today).first
        #expect(card?.path.last?.target == level)
        levels.append(child.target)
      }
    }
    #expect(seen.contains(Target(.icd10cm, "E11.311")))
    #expect(seen.contains(Target(.icd10pcs, "0DTJ4ZZ")))
  }

  @Test func `What is not there has no branch`() throws {
    #expect(try Clinic.searcher.browse("QQQ", on: Clinic.today).branches.isEmpty)
    #expect(try Clinic.searcher.browse("E11", scope: .hcpcs, on: Clinic.today).branches.isEmpty)
  }

  @Test func `The status counts what the index holds`() throws {
    let status = try Clinic.searcher.status()
    #expect(status.sources.count == Clinic.sources.count)
    #expect(status.targets == status.counts.reduce(0) { $0 + $1.count })
    #expect(status.counts.first { $0.scope == .hcpcs }?.count == 6)
    #expect(status.counts.first { $0.scope == .modifier }?.count == 3)
    #expect(status.counts.first { $0.scope == .guideline }?.count == 1)
    #expect(status.documents > status.targets)
    #expect(status.bytes > 0)
    #expect(status.engine.hasPrefix("xapian "))
    #expect(status.generations == [status.generation])
  }
}
