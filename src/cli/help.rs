//! The help besides the arguments: at the end of `calfguide --help`, and in sections of their own in the manual.

/// Commands to begin with.
pub const EXAMPLES: &str = "\
calfguide run                  the built-in routine for runners' calves, step by step
calfguide run --dry-run        a preview of the whole session, at once
calfguide list                 its exercises, with today's prescription
calfguide new my-calves        a routine of your own; `--from calves` begins with a copy
calfguide edit my-calves       change it; it is checked before it is saved
calfguide check mine.toml      every problem in a file
calfguide run ./mine.toml      a routine in a file";

/// Titles and texts, of which each line is as long as it likes.
pub const SECTIONS: [(&str, &str); 5] = [
    (
        "Routines",
        "A ROUTINE that contains a `/` or ends in `.toml` is a file. Otherwise it is the name of a routine in \
        $XDG_DATA_HOME/calfguide/routines or of a built-in one. The default is `calves`.
Routines, exercises and phases may be typed as any part of an id or a name that only one has.",
    ),
    (
        "Settings",
        "$XDG_CONFIG_HOME/calfguide/config.toml takes color, theme, calm, figures, notify, plain, yes, mute, audio, \
        volume, voice, voice-command, voice-language, hands-free, media-keys, short, full and first-side: long flags \
        without their dashes, such as `calm = true`.
Flags override the environment, which overrides the file; `--calm=false` turns off what the file turns on.",
    ),
    (
        "Files",
        "Your routines, figures and recorded sessions are in $XDG_DATA_HOME/calfguide; `calfguide paths` shows where \
        everything is. calfguide never uses the network.",
    ),
    (
        "Environment",
        "NO_COLOR, CLICOLOR_FORCE, TERM, NO_MOTION, XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_RUNTIME_DIR, XDG_STATE_HOME, \
        CALFGUIDE_DATA_DIR (the data folder itself).",
    ),
    (
        "Exit status",
        "0 success; 1 an error; 2 a mistake on the command line, in a routine or in the settings; 3 the session ended \
        early; 128 and more after a signal, or a second Ctrl-C.",
    ),
];

/// The examples, as help ends.
pub(super) fn short() -> String {
    format!("Examples:\n  {}", EXAMPLES.replace('\n', "\n  "))
}

/// The examples and all else.
pub(super) fn long() -> String {
    let sections = SECTIONS.iter().map(|(title, text)| format!("{title}: {text}"));
    [short()].into_iter().chain(sections).collect::<Vec<_>>().join("\n\n")
}
