internal import Glibc

/// The right to build in one index, held as long as this object lives.
///
/// The lock is one of the system on the file `LOCK`, so that it ends with the process in whatever way that ends. The
/// process id in the file is for the message only.
public final class BuilderLock: Sendable {
  let root: String
  private let descriptor: Int32

  init(root: String) throws(StoreError) {
    let path = "\(root)/LOCK"
    let number = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard number >= 0 else { throw StoreError(system: "cannot be opened", path: path) }
    let file = FileDescriptor(owning: number)
    guard flock(number, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno
      guard reason == EWOULDBLOCK else { throw StoreError(system: "cannot be locked", path: path, number: reason) }
      throw StoreError(.busy, "another build is running\(Self.holder(file))", path: path, errno: reason)
    }
    // The lock holds without the text, so a full disk must not stop the build here.
    _ = ftruncate(number, 0)
    try? file.write(Array("\(getpid())\n".utf8))
    self.root = root
    descriptor = file.release()
  }

  deinit { close(descriptor) }

  private static func holder(_ file: borrowing FileDescriptor) -> String {
    let text = ((try? file.read(16)) ?? []).prefix { $0 != UInt8(ascii: "\n") }
    guard let process = Int(String(decoding: text, as: UTF8.self)) else { return "" }
    return " (process \(process))"
  }
}
