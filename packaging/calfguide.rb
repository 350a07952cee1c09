class Calfguide < Formula
  desc "Workout session timer for the terminal: a routine file becomes a guided session"
  homepage "https://crates.io/crates/calfguide"
  url "https://static.crates.io/crates/calfguide/calfguide-@VERSION@.crate"
  sha256 "@SHA256@"
  license any_of: ["MIT", "Apache-2.0"]

  depends_on "rust" => :build

  def install
    system "cargo", "install", *std_cargo_args
    system bin/"calfguide", "man", man1
    generate_completions_from_executable(bin/"calfguide", "completions")
    doc.install "README.md", "CHANGELOG.md", "THIRD-PARTY.md"
  end

  test do
    assert_match "calfguide #{version}", shell_output("#{bin}/calfguide --version")
    assert_match "Single-leg hops", shell_output("#{bin}/calfguide list")
  end
end
