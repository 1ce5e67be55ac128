import CodingKnowledge
import KnowledgeIndex
import Testing

struct IndexFieldTests {
  @Test func `Names and aliases are unique`() {
    let names = IndexField.all.flatMap { [$0.name] + ($0.alias.map { [$0] } ?? []) }
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x61...0x7A).contains($0) } })
  }

  @Test(arguments: IndexField.all)
  func `A field is found by its name and alias in any case`(field: IndexField) {
    #expect(IndexField.named(field.name) == field)
    #expect(IndexField.named(field.name.uppercased()) == field)
    if let alias = field.alias { #expect(IndexField.named(alias) == field) }
  }

  @Test(arguments: ["", "nosuch", "system:", " title"])
  func `Another name is no field`(name: String) {
    #expect(IndexField.named(name) == nil)
  }

  @Test(arguments: IndexField.all)
  func `Every field has help and an example that uses it`(field: IndexField) {
    #expect(!field.help.isEmpty)
    #expect(field.example.hasPrefix(field.name + ":"))
  }

  @Test func `Prefixes are distinct, none begins another, and all are reserved by their X`() {
    let prefixes = [
      TermPrefix.scope, TermPrefix.kind, TermPrefix.billable, TermPrefix.chapter, TermPrefix.ancestor,
      TermPrefix.state, TermPrefix.role,
    ]
    for (index, prefix) in prefixes.enumerated() {
      #expect(prefix.hasPrefix("X") && prefix.utf8.count == 2)
      #expect(!prefixes[..<index].contains(prefix))
    }
    let used = IndexField.all.compactMap { field in if case .term(let prefix) = field.kind { prefix } else { nil } }
    #expect(Set(used).count == used.count)
    #expect(Set(used).isSubset(of: prefixes))
  }

  @Test func `Fields of words name roles that wordings have, each role once`() {
    let roles = IndexField.all.flatMap { field in if case .words(let roles) = field.kind { roles } else { [UInt8]() } }
    #expect(Set(roles).count == roles.count)
    #expect(roles.allSatisfy { WordingRole(rawValue: $0) != nil })
  }
}
