import CodeSearchWeb
import Foundation

/// A headless Chromium with one page, driven over the DevTools pipe. Its requests never reach a network: each is answered by
/// the pages under test.
final class Chromium {
  struct Fault: Error {
    var message: String
  }

  /// What the browser complained about: breaches of the content security policy, errors of scripts.
  private(set) var complaints: [String] = []

  private let pages: WebPages
  private let process: pid_t
  private let profile: String
  private let output: Int32
  private let input: Int32
  private var received = Data()
  private var last = 0
  private var session: String?

  /// The installed program; nil where there is none.
  static let program: String? = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
    .first(where: FileManager.default.isExecutableFile)

  static let origin = "http://localhost"

  init(_ pages: WebPages, width: Int = 1280, height: Int = 900, dark: Bool = false) throws {
    self.pages = pages
    profile = FileManager.default.temporaryDirectory.path + "/codesearch-web-\(UUID().uuidString)"
    guard let program = Chromium.program else { throw Fault(message: "no Chromium") }
    (process, output, input) = try Chromium.start(program, profile: profile)
    let target = try call("Target.createTarget", ["url": "about:blank"])
    let attached = try call("Target.attachToTarget", ["targetId": target["targetId"] ?? "", "flatten": true])
    session = attached["sessionId"] as? String
    for domain in ["Page", "Runtime", "Log", "Accessibility"] { try call(domain + ".enable") }
    try call("Fetch.enable", ["patterns": [["urlPattern": "*"]]])
    try call(
      "Emulation.setDeviceMetricsOverride",
      ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600])
    let scheme = ["name": "prefers-color-scheme", "value": dark ? "dark" : "light"]
    try call("Emulation.setEmulatedMedia", ["features": [scheme]])
  }

  deinit {
    close(output)
    close(input)
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    try? FileManager.default.removeItem(atPath: profile)
  }

  /// Opens a page and waits until its scripts have run.
  func open(_ address: String) throws {
    try call("Page.navigate", ["url": Chromium.origin + address])
    try wait("document.readyState === 'complete' && location.href === \(quoted(Chromium.origin + address))")
  }

  /// The value of an expression in the page; promises are waited for.
  @discardableResult
  func value(_ expression: String) throws -> Any? {
    let answer = try call(
      "Runtime.evaluate", ["expression": expression, "awaitPromise": true, "returnByValue": true, "userGesture": true])
    if let details = answer["exceptionDetails"] { throw Fault(message: "\(expression): \(details)") }
    return (answer["result"] as? [String: Any])?["value"]
  }

  func text(_ expression: String) throws -> String { try value(expression) as? String ?? "" }

  /// Waits until an expression is true, through changes of the page.
  func wait(_ expression: String) throws {
    let deadline = Date.now.addingTimeInterval(60)
    while Date.now < deadline {
      let seen = try? value("new Promise(done => setTimeout(() => done(Boolean(\(expression))), 5))")
      if seen as? Bool == true { return }
    }
    throw Fault(message: "never true: \(expression); the page: \(try text("document.body.innerText.slice(0, 400)"))")
  }

  /// Types a text into what has the focus.
  func type(_ text: String) throws {
    for character in text {
      try call("Input.dispatchKeyEvent", ["type": "keyDown", "key": "\(character)", "text": "\(character)"])
      try call("Input.dispatchKeyEvent", ["type": "keyUp", "key": "\(character)"])
    }
  }

  /// Presses a key that writes nothing: `ArrowDown`, `Escape`, `Tab`, `Enter`.
  func press(_ key: String) throws {
    let codes = ["ArrowDown": 40, "ArrowUp": 38, "Escape": 27, "Tab": 9, "Enter": 13]
    var event: [String: Any] = ["key": key, "code": key, "windowsVirtualKeyCode": codes[key] ?? 0]
    event["type"] = key == "Enter" ? "keyDown" : "rawKeyDown"
    if key == "Enter" { event["text"] = "\r" }
    try call("Input.dispatchKeyEvent", event)
    event["type"] = "keyUp"
    try call("Input.dispatchKeyEvent", event)
  }

  /// The roles and names that a screen reader is given.
  func accessibilityTree() throws -> [(role: String, name: String)] {
    let nodes = try call("Accessibility.getFullAXTree")["nodes"] as? [[String: Any]] ?? []
    return nodes.filter { $0["ignored"] as? Bool != true }.map { node in
      let text = { (key: String) in (node[key] as? [String: Any])?["value"] as? String ?? "" }
      return (text("role"), text("name"))
    }
  }

  // MARK: The pipe

  @discardableResult
  func call(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
    let number = try send(method, parameters)
    while true {
      let message = try receive()
      guard message["id"] as? Int == number else {
        try take(message)
        continue
      }
      if let error = message["error"] { throw Fault(message: "\(method): \(error)") }
      return message["result"] as? [String: Any] ?? [:]
    }
  }

  private func send(_ method: String, _ parameters: [String: Any]) throws -> Int {
    last += 1
    var message: [String: Any] = ["id": last, "method": method, "params": parameters]
    message["sessionId"] = session
    let bytes = [UInt8](try JSONSerialization.data(withJSONObject: message)) + [0]
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Fault(message: "the browser does not listen") }
      sent += count
    }
    return last
  }

  private func receive() throws -> [String: Any] {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if let end = received.firstIndex(of: 0) {
        let message = received[..<end]
        received = Data(received[(end + 1)...])
        return try JSONSerialization.jsonObject(with: message) as? [String: Any] ?? [:]
      }
      var waiting = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 120_000) == 1 else { throw Fault(message: "the browser does not answer") }
      let count = read(input, &buffer, buffer.count)
      guard count > 0 else { throw Fault(message: "the browser has ended") }
      received.append(contentsOf: buffer[..<count])
    }
  }

  /// An event: a request to answer, or a complaint.
  private func take(_ message: [String: Any]) throws {
    let parameters = message["params"] as? [String: Any] ?? [:]
    switch message["method"] as? String {
    case "Fetch.requestPaused": try answer(parameters)
    case "Runtime.exceptionThrown", "Log.entryAdded":
      // What a page answers with 400 is what the test asked for.
      if !"\(parameters)".contains("status of 400") { complaints.append("\(parameters)") }
    default: break
    }
  }

  private func answer(_ parameters: [String: Any]) throws {
    let request = parameters["request"] as? [String: Any] ?? [:]
    let address = (request["url"] as? String ?? "").dropFirst(Chromium.origin.count).split(separator: "#").first ?? "/"
    let response = pages.response(
      to: WebRequest(
        method: request["method"] as? String ?? "GET", address: String(address),
        form: request["postData"] as? String ?? ""))
    _ = try send(
      "Fetch.fulfillRequest",
      [
        "requestId": parameters["requestId"] ?? "", "responseCode": response.status,
        "responseHeaders": response.headers.map { ["name": $0.name, "value": $0.value] },
        "body": Data(response.body).base64EncodedString(),
      ])
  }

  /// Starts the program; DevTools speak over the file descriptors 3 and 4.
  private static func start(
    _ program: String, profile: String
  ) throws -> (process: pid_t, output: Int32, input: Int32) {
    var commands: [Int32] = [0, 0]
    var answers: [Int32] = [0, 0]
    guard pipe(&commands) == 0, pipe(&answers) == 0 else { throw Fault(message: "no pipe") }
    for end in commands + answers { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    // By way of high numbers: a pipe's own end may be 3 or 4 already.
    for (end, high, number) in [(commands[0], Int32(200), Int32(3)), (answers[1], 201, 4)] {
      posix_spawn_file_actions_adddup2(&actions, end, high)
      posix_spawn_file_actions_adddup2(&actions, high, number)
      posix_spawn_file_actions_addclose(&actions, high)
    }
    var arguments = [
      program, "--headless", "--disable-gpu", "--no-first-run", "--remote-debugging-pipe", "--user-data-dir=\(profile)",
    ]
    // The browser's own sandbox does not start for root.
    if geteuid() == 0 { arguments.append("--no-sandbox") }
    var pointers = (arguments + ["about:blank"]).map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var process = pid_t()
    let status = posix_spawn(&process, program, &actions, nil, &pointers, environ)
    close(commands[0])
    close(answers[1])
    guard status == 0 else { throw Fault(message: "\(program) does not start: \(String(cString: strerror(status)))") }
    return (process, commands[1], answers[0])
  }
}

/// A string of JavaScript.
func quoted(_ text: String) -> String {
  "\"" + text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"") + "\""
}
