{
  description = "Workout session timer for the terminal: a routine file becomes a guided session";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs = { self, nixpkgs }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ];
      package = pkgs: pkgs.rustPlatform.buildRustPackage (final: {
        pname = "calfguide";
        version = "@VERSION@";
        src = pkgs.fetchurl {
          url = "https://static.crates.io/crates/calfguide/calfguide-${final.version}.crate";
          name = "calfguide-${final.version}.tar.gz";
          sha256 = "@SHA256@";
        };
        # The file that this release has.
        cargoLock.lockFile = ./Cargo.lock;
        # The sources of a release are without the tests.
        doCheck = false;
        nativeBuildInputs = [ pkgs.installShellFiles ];
        postInstall = ''
          $out/bin/calfguide man man
          installManPage man/*.1
          installShellCompletion --cmd calfguide \
            --bash <($out/bin/calfguide completions bash) \
            --zsh <($out/bin/calfguide completions zsh) \
            --fish <($out/bin/calfguide completions fish)
        '';
        meta = {
          description = "Workout session timer for the terminal";
          homepage = "https://crates.io/crates/calfguide";
          license = with pkgs.lib.licenses; [ mit asl20 ];
          mainProgram = "calfguide";
        };
      });
    in {
      packages = nixpkgs.lib.genAttrs systems (system: {
        default = package nixpkgs.legacyPackages.${system};
      });
    };
}
