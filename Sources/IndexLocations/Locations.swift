// IndexLocations: where programs look for indexes and the starter corpus. It reads the environment and opens nothing.

internal import Glibc

/// Where indexes and the starter corpus lie.
public enum Locations {
  /// The index to use: the option, `CODESEARCH_INDEX`, the checkout's `Indexes/default`, or the XDG data folder.
  public static func index(_ option: String?) -> String {
    if let option { return option }
    if let named = environment("CODESEARCH_INDEX"), !named.isEmpty { return named }
    if let checkout { return checkout + "/Indexes/default" }
    return dataFolder + "/index"
  }

  /// The folder of the starter corpus; nil where it is not installed.
  public static var corpus: String? {
    if let named = environment("CODESEARCH_CORPUS"), !named.isEmpty { return named }
    return [checkout.map { $0 + "/Corpus" }, dataFolder + "/Corpus"].compactMap { $0 }.first(where: exists)
  }

  private static var dataFolder: String {
    if let named = environment("XDG_DATA_HOME"), named.hasPrefix("/") { return named + "/codesearch" }
    return (environment("HOME") ?? ".") + "/.local/share/codesearch"
  }

  /// The checkout that the program was built in: the nearest folder above it with a package and a corpus.
  private static let checkout: String? = {
    var buffer = [CChar](repeating: 0, count: 4096)
    let length = readlink("/proc/self/exe", &buffer, buffer.count)
    guard length > 0 else { return nil }
    var path = String(decoding: buffer.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self)
    while let slash = path.lastIndex(of: "/"), slash > path.startIndex {
      path = String(path[..<slash])
      if exists(path + "/Package.swift"), exists(path + "/Corpus") { return path }
    }
    return nil
  }()

  public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  private static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
