//! For this crate's tests: a program that can be re-executed as the child, and that can misbehave on request.
//! The product's own binary calls `firsthand_intake::child_main` and knows none of these words.

#[cfg(target_os = "linux")]
use firsthand_intake::serve_doing;
use firsthand_intake::{Limits, Reading, child_main, restrict, restrict_stepwise};
use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    match args.next().as_deref() {
        Some("spin") => misbehave(|| {
            loop {
                std::hint::spin_loop();
            }
        }),
        Some("hoard") => misbehave(hoard),
        Some("flood") => misbehave(flood),
        Some("crash") => misbehave(|| panic!("the words of a witness")),
        Some("garble") => misbehave(|| print!("{{")),
        Some("reach") => misbehave(reach),
        Some("deeds") => deeds(&args.next().unwrap_or_default()),
        Some("probe") => probe(args.next().unwrap_or_default()),
        Some("only-alone") if args.next().as_deref() == Some("serve") => ExitCode::FAILURE,
        Some("only-alone") => child_main(Vec::new()),
        first => child_main(first.map(str::to_owned).into_iter().chain(args).filter(|word| word != "__read")),
    }
}

/// In a child of its own, or where a server is asked for, in each of its forks.
fn misbehave(deed: fn()) -> ExitCode {
    #[cfg(target_os = "linux")]
    if std::env::args().nth(2).as_deref() == Some("serve") {
        return serve_doing(deed);
    }
    restrict(&Limits { wall_seconds: 60, memory_bytes: 256 << 20, output_bytes: 0 });
    deed();
    ExitCode::SUCCESS
}

/// Tries what a reader must not do, and prints a reading that lists what it could.
fn reach() {
    let outcomes = [
        ("read", std::fs::read("/proc/self/status").is_ok()),
        ("write", std::fs::write("made", "x").is_ok()),
        ("tcp", std::net::TcpStream::connect("127.0.0.1:9").is_ok()),
        ("udp", std::net::UdpSocket::bind("127.0.0.1:0").is_ok()),
        ("run", std::process::Command::new("/bin/true").spawn().is_ok()),
        ("descriptors", (3..1024).any(is_open)),
    ];
    let could: Vec<&str> = outcomes.iter().filter(|(_, could)| *could).map(|(deed, _)| *deed).collect();
    let reading = Reading { reader: "reach".into(), text: Some(could.join(" ")), ..Reading::default() };
    println!("{}", serde_json::to_string(&reading).unwrap_or_default());
}

#[cfg(target_os = "linux")]
fn is_open(descriptor: i32) -> bool {
    use std::os::fd::BorrowedFd;
    #[allow(unsafe_code)]
    // SAFETY: whether it is open is what is asked; nothing is done with it.
    let descriptor = unsafe { BorrowedFd::borrow_raw(descriptor) };
    rustix::io::fcntl_getfd(descriptor).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn is_open(_descriptor: i32) -> bool {
    false
}

fn hoard() {
    let mut hoard: Vec<Vec<u8>> = Vec::new();
    loop {
        hoard.push(vec![1; 16 << 20]);
    }
}

fn flood() {
    let mut out = std::io::stdout().lock();
    while out.write_all(&[b'x'; 4096]).is_ok() {}
}

/// Tries what a reader must not do after each layer and prints one line per attempt: layer, deed, outcome.
fn probe(target: String) -> ExitCode {
    let attempt = |layer: &str| {
        let outcomes = [
            ("read", std::fs::read("/proc/self/status").map(drop)),
            ("read-file", std::fs::read(format!("{target}/secret")).map(drop)),
            ("write", std::fs::write(format!("{target}/made-in-{layer}"), "x")),
            ("tcp", std::net::TcpStream::connect("127.0.0.1:9").map(drop)),
            (
                "udp",
                std::net::UdpSocket::bind("127.0.0.1:0")
                    .and_then(|socket| socket.send_to(b"x", "192.0.2.1:9"))
                    .map(drop),
            ),
            ("run", std::process::Command::new("/bin/true").spawn().map(drop)),
        ];
        for (deed, outcome) in outcomes {
            println!("{layer} {deed} {}", outcome.map_or_else(|error| error.raw_os_error().unwrap_or(-1), |()| 0));
        }
    };
    attempt("before");
    restrict_stepwise(&Limits::default(), &mut |layer| attempt(layer));
    ExitCode::SUCCESS
}

/// Tries what an outside program must not do, and what it must, and prints one line per attempt: deed, outcome.
fn deeds(target: &str) -> ExitCode {
    let pause = || std::thread::Builder::new().spawn(|| ()).map(drop);
    let outcomes = [
        ("read-input", std::fs::read("/proc/self/fd/0").map(drop)),
        ("read-library", std::fs::read_dir("/usr/lib").map(drop)),
        ("read-file", std::fs::read(format!("{target}/secret")).map(drop)),
        ("list", std::fs::read_dir(target).map(drop)),
        ("write", std::fs::write(format!("{target}/made"), "x")),
        ("write-here", std::fs::write("made", "x")),
        ("cut-input", std::fs::OpenOptions::new().write(true).open("/proc/self/fd/0").map(drop)),
        ("open-output", std::fs::OpenOptions::new().write(true).open("/proc/self/fd/1").map(drop)),
        ("tcp", std::net::TcpStream::connect("127.0.0.1:9").map(drop)),
        ("udp", std::net::UdpSocket::bind("127.0.0.1:0").map(drop)),
        ("run", std::process::Command::new("/bin/true").spawn().map(drop)),
        ("thread", pause()),
    ];
    for (deed, outcome) in outcomes {
        println!("{deed} {}", outcome.map_or_else(|error| error.raw_os_error().unwrap_or(-1), |()| 0));
    }
    print!("{}", "x".repeat(200_000));
    ExitCode::SUCCESS
}
