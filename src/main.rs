//! The program `nidan`.

fn main() -> std::process::ExitCode {
    nidan::cli::run()
}
