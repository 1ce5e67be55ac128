internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Runs a program of the system with a fixed list of arguments and without a shell: bytes in from an open file, bytes out
/// into memory, within limits of size and time.
struct ChildProgram {
  enum Failure: Error, Hashable {
    /// The system has no program of that name.
    case missing
    /// It could not be started, or what it wrote could not be read.
    case system(Int32)
    /// It wrote more than the limit, and was ended.
    case tooLong
    /// It did not finish in time, and was ended.
    case tooSlow
  }

  struct Outcome {
    /// The exit status; 128 and the signal's number where a signal ended it.
    var status: Int32
    var output: [UInt8]
    /// The beginning of what it wrote about faults.
    var complaints: String
  }

  /// The program's name, looked up in `PATH`.
  var name: String
  var arguments: [String]
  var outputLimit: Int
  var seconds: Int

  private static let complaintLimit = 4_096
  /// Held while pipes are made and handed on: another program that starts meanwhile would keep them open.
  private static let starting = Mutex(())

  /// Runs the program with `input`, read from its first byte, as its standard input.
  func run(input: Int32) throws(Failure) -> Outcome {
    lseek(input, 0, SEEK_SET)
    let started = ChildProgram.starting.withLock { _ in
      Result { () throws(Failure) in try start(input) }
    }
    let (process, output, complaints) = try started.get()
    var ended = false
    // However this is left, the process is ended and its entry in the system's table freed.
    defer {
      if !ended {
        kill(process, SIGKILL)
        _ = ChildProgram.wait(for: process)
      }
    }
    let (bytes, faults) = try collect(output.reading, complaints.reading)
    ended = true
    return Outcome(
      status: ChildProgram.wait(for: process), output: bytes, complaints: String(decoding: faults, as: UTF8.self))
  }

  /// The process, and the pipes for what it writes, of which it alone has the writing ends.
  private func start(_ input: Int32) throws(Failure) -> (pid_t, output: Pipe, complaints: Pipe) {
    let output = try Pipe()
    let complaints = try Pipe()
    defer {
      output.closeWriting()
      complaints.closeWriting()
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output.writing, 1)
    posix_spawn_file_actions_adddup2(&actions, complaints.writing, 2)
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    let words = ChildProgram.list([name] + arguments)
    let environment = ChildProgram.list(["PATH=" + path, "LC_ALL=C.UTF-8"])
    defer { for text in words + environment { free(text) } }
    var process: pid_t = 0
    let fault = posix_spawnp(&process, name, &actions, nil, words, environment)
    guard fault == 0 else { throw fault == ENOENT ? .missing : .system(fault) }
    return (process, output, complaints)
  }

  /// Copies of `texts`, with the null that ends such a list.
  private static func list(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    var list: [UnsafeMutablePointer<CChar>?] = []
    for text in texts { list.append(strdup(text)) }
    return list + [nil]
  }

  /// Reads both pipes to their ends.
  private func collect(_ output: Int32, _ complaints: Int32) throws(Failure) -> ([UInt8], [UInt8]) {
    let deadline = ContinuousClock.now + .seconds(seconds)
    var bytes: [UInt8] = []
    var faults: [UInt8] = []
    var pipes = [output, complaints].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 8)
    defer { buffer.deallocate() }
    while pipes.contains(where: { $0.fd >= 0 }) {
      let left = (deadline - .now).components
      let milliseconds = left.seconds * 1_000 + left.attoseconds / 1_000_000_000_000_000
      guard milliseconds > 0 else { throw .tooSlow }
      let ready = poll(&pipes, nfds_t(pipes.count), Int32(clamping: milliseconds))
      if ready < 0, errno != EINTR { throw .system(errno) }
      for index in pipes.indices where ready > 0 && pipes[index].fd >= 0 && pipes[index].revents != 0 {
        let count = read(pipes[index].fd, buffer.baseAddress, buffer.count)
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw .system(errno) }
        if count == 0 {
          pipes[index].fd = -1
        } else if index == 0 {
          bytes.append(contentsOf: buffer[..<count])
          guard bytes.count <= outputLimit else { throw .tooLong }
        } else {
          // What is over the limit is read all the same, so that the program does not wait for a reader.
          faults.append(contentsOf: buffer[..<min(count, ChildProgram.complaintLimit - faults.count)])
        }
      }
    }
    return (bytes, faults)
  }

  private static func wait(for process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { return -1 }
    }
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }
}

/// A pipe whose ends are closed with it, and not handed on to other programs.
private final class Pipe {
  let reading: Int32
  private(set) var writing: Int32

  init() throws(ChildProgram.Failure) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .system(errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    reading = ends[0]
    writing = ends[1]
  }

  func closeWriting() {
    close(writing)
    writing = -1
  }

  deinit {
    close(reading)
    if writing >= 0 { close(writing) }
  }
}
