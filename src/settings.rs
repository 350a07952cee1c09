//! The choices of the user: those that a settings file may hold, and those of one session.

use std::path::PathBuf;

use crate::model::Side;

/// One source of the configuration: the flags, the environment or the settings file, whose keys are long flags. `None`
/// is what this source leaves open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Config {
    pub color: Option<Color>,
    pub theme: Option<Theme>,
    /// No animation on the full screen.
    pub calm: Option<bool>,
    pub figures: Option<FigureChoice>,
    /// The terminal notifies when a rest is over and when the session is done.
    pub notify: Option<bool>,
    /// Plain lines instead of the full screen.
    pub plain: Option<bool>,
    /// No page before the session.
    pub yes: Option<bool>,
    pub mute: Option<bool>,
    pub audio: Option<AudioTarget>,
    /// 0 to 100.
    pub volume: Option<u8>,
    pub voice: Option<VoiceChoice>,
    /// What the voice of the system is replaced with: a command that reads a sentence and writes WAV.
    pub voice_command: Option<String>,
    /// The language of the voice of the system, as it names languages.
    pub voice_language: Option<String>,
    /// Nothing waits for a key.
    pub hands_free: Option<bool>,
    /// The media keys of the desktop are keys of the session.
    pub media_keys: Option<bool>,
    /// The keys `short` and `full`.
    pub windows: Option<WindowChoice>,
    /// Which side of a pair comes first.
    pub first_side: Option<FirstSide>,
}

impl Config {
    /// The keys of the settings file.
    pub const KEYS: [&str; 18] = [
        "color",
        "theme",
        "calm",
        "figures",
        "notify",
        "plain",
        "yes",
        "mute",
        "audio",
        "volume",
        "voice",
        "voice-command",
        "voice-language",
        "hands-free",
        "media-keys",
        "short",
        "full",
        "first-side",
    ];

    /// This source, and the other one for what this leaves open.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            color: self.color.or(other.color),
            theme: self.theme.or(other.theme),
            calm: self.calm.or(other.calm),
            figures: self.figures.or(other.figures),
            notify: self.notify.or(other.notify),
            plain: self.plain.or(other.plain),
            yes: self.yes.or(other.yes),
            mute: self.mute.or(other.mute),
            audio: self.audio.or(other.audio),
            volume: self.volume.or(other.volume),
            voice: self.voice.or(other.voice),
            voice_command: self.voice_command.or(other.voice_command),
            voice_language: self.voice_language.or(other.voice_language),
            hands_free: self.hands_free.or(other.hands_free),
            media_keys: self.media_keys.or(other.media_keys),
            windows: self.windows.or(other.windows),
            first_side: self.first_side.or(other.first_side),
        }
    }
}

/// A choice among a few words, the same on the command line and in the settings file.
pub trait Choice: Copy + PartialEq + Send + Sync + 'static {
    /// All of them, the default first.
    const ALL: &'static [Self];

    fn word(self) -> &'static str;

    fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|choice| choice.word() == word)
    }
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Color {
    /// On a terminal, as `NO_COLOR`, `CLICOLOR_FORCE` and `TERM` allow.
    #[default]
    Auto,
    Always,
    Never,
}

impl Choice for Color {
    const ALL: &'static [Self] = &[Self::Auto, Self::Always, Self::Never];

    fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Never => "never",
        }
    }
}

/// The looks of the full screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// A colour for each state, among the terminal's own sixteen.
    #[default]
    Default,
    /// The terminal's two plain colours, nothing faint.
    HighContrast,
}

impl Choice for Theme {
    const ALL: &'static [Self] = &[Self::Default, Self::HighContrast];

    fn word(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::HighContrast => "high-contrast",
        }
    }
}

/// How the figures are drawn that show a movement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FigureChoice {
    /// In quarters of cells, and what is behind in dots.
    #[default]
    On,
    /// In quarters of cells alone, for a font without dots.
    Quarters,
    /// Not at all.
    Off,
}

impl Choice for FigureChoice {
    const ALL: &'static [Self] = &[Self::On, Self::Quarters, Self::Off];

    fn word(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Quarters => "quarters",
            Self::Off => "off",
        }
    }
}

/// What makes a session audible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AudioTarget {
    Output(AudioOutput),
    /// A WAV file with the sound of the whole session.
    File(PathBuf),
}

/// A way for sound to get out of the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AudioOutput {
    /// The first of the others that works.
    #[default]
    Auto,
    /// A sound server: `PulseAudio` or `PipeWire`.
    Pulse,
    /// A program that plays files.
    Player,
    /// The bell of the terminal, at the turns of the session.
    Bell,
    Off,
}

impl Choice for AudioOutput {
    const ALL: &'static [Self] = &[Self::Auto, Self::Pulse, Self::Player, Self::Bell, Self::Off];

    fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Pulse => "pulse",
            Self::Player => "player",
            Self::Bell => "bell",
            Self::Off => "off",
        }
    }
}

/// The voice that says what comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum VoiceChoice {
    /// Nobody.
    #[default]
    Off,
    /// The voice of the program itself, which speaks English.
    BuiltIn,
    /// A program of the system.
    System,
}

impl Choice for VoiceChoice {
    const ALL: &'static [Self] = &[Self::Off, Self::BuiltIn, Self::System];

    fn word(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::BuiltIn => "built-in",
            Self::System => "system",
        }
    }

    /// As a switch it is that of the program or none.
    fn parse(word: &str) -> Option<Self> {
        match word {
            "true" => Some(Self::BuiltIn),
            "false" => Some(Self::Off),
            _ => Self::ALL.iter().copied().find(|choice| choice.word() == word),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Appearance {
    pub theme: Theme,
    pub color: bool,
    /// No animation.
    pub calm: bool,
    pub figures: FigureChoice,
    pub charset: Charset,
}

/// The characters that a terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Charset {
    #[default]
    Unicode,
    /// Those of code page 437, which the fonts of consoles have.
    Console,
    Ascii,
}

/// The choices of one session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    pub windows: WindowChoice,
    /// Only this phase (its id).
    pub phase: Option<String>,
    /// Begin at this exercise (its id).
    pub from: Option<String>,
    /// Exercises (ids) left out.
    pub skip: Vec<String>,
    /// Which side of a pair comes first.
    pub first_side: FirstSide,
    /// Nothing waits for a key: self-paced reps end by their pace, questions take their default.
    pub hands_free: bool,
}

/// Which part of a window counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WindowChoice {
    /// All of it: at least the low end, at most the high end.
    #[default]
    Open,
    /// The low end of each (`--short`).
    Low,
    /// The high end of each (`--full`).
    High,
}

impl WindowChoice {
    /// From the flags `--short` and `--full`, of which `--short` takes precedence.
    pub fn from_flags(short: Option<bool>, full: Option<bool>) -> Option<Self> {
        match (short, full) {
            (Some(true), _) => Some(Self::Low),
            (_, Some(true)) => Some(Self::High),
            (None, None) => None,
            _ => Some(Self::Open),
        }
    }
}

/// Which side of a left-and-right pair comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FirstSide {
    #[default]
    Left,
    Right,
}

impl Choice for FirstSide {
    const ALL: &'static [Self] = &[Self::Left, Self::Right];

    fn word(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
        }
    }
}

impl FirstSide {
    /// The two sides in their order.
    pub fn order(self) -> [Side; 2] {
        match self {
            Self::Left => [Side::Left, Side::Right],
            Self::Right => [Side::Right, Side::Left],
        }
    }
}
