internal import SearchStore

extension SystemFiles {
  /// Gives the files in a folder and in those below it second names under another one.
  func linkTree(_ source: String, to destination: String) throws(StoreError) {
    try createDirectory(destination)
    for entry in try list(source) {
      let (path, place) = ("\(source)/\(entry.name)", "\(destination)/\(entry.name)")
      if entry.kind == .directory { try linkTree(path, to: place) } else { try linkFile(path, to: place) }
    }
  }

  /// A second name for a file that is never changed in place; on another file system a copy.
  func linkFile(_ source: String, to destination: String) throws(StoreError) {
    if (try? link(source, to: destination)) != nil { return }
    try writeFile(destination, MappedFile(path: source, access: .sequential).withBytes { Array($0) })
  }
}
