//! What keys do while a panel is open.

use super::*;

/// What a key press asks for, and whether the panel is open after it.
fn press_on(panel: Panel, view: &View<'_>, key: KeyEvent) -> (Option<Action>, bool) {
    let overlay = Overlay { open: Some(OpenPanel { panel, at: 3 }), ..Overlay::default() };
    let mut screen = Screen { overlay, last: 9, ..Screen::default() };
    (screen.key(scene(view), key), screen.overlay.open.is_some())
}

#[test]
fn no_key_passes_through_an_open_panel() {
    let plan = plan();
    let work = view(&plan, at::REPS, secs(4));
    let outside = [Action::Interrupt, Action::Suspend];
    for (panel, own) in [(Panel::Help, '?'), (Panel::Tips, 't'), (Panel::Steps, 'j')] {
        let closing = [KeyCode::Esc, KeyCode::Enter, KeyCode::Char('q'), KeyCode::Char(own)];
        let presses = keys::BINDINGS.iter().flat_map(|binding| binding.keys);
        let bound = presses.map(|press| {
            KeyEvent::new(press.code, if press.ctrl { KeyModifiers::CONTROL } else { KeyModifiers::NONE })
        });
        for key in bound.chain(['7', 'x', 'y'].map(|c| KeyEvent::from(KeyCode::Char(c)))) {
            let (action, is_open) = press_on(panel, &work, key);
            let is_enter = keys::parse_key(None, key) == Some(KeyCommand::Session(Key::Enter));
            let scrolls = key.code == KeyCode::PageDown;
            let jumps = panel == Panel::Steps && is_enter && !scrolls;
            let expected = jumps.then_some(Action::Session(Key::Jump(steps::blocks(&plan)[3])));
            assert!(
                action == expected || action.is_some_and(|it| outside.contains(&it)),
                "{panel:?} {key:?} {action:?}"
            );
            let closes = closing.contains(&key.code) || is_enter && !scrolls;
            assert_eq!(is_open, !closes, "{panel:?} {key:?}");
        }
    }
}

#[test]
fn a_question_closes_a_panel_but_what_was_left_out_opens_one() {
    let plan = plan();
    let first = at::REPS_RIGHT;
    let left_out = Question::LeftOut { blocks: 5, first };
    let asked = |question| View { question: Some(question), ..view(&plan, at::REPS, secs(4)) };
    let opens = |question| {
        let mut screen = Screen::default();
        screen.key(scene(&asked(question)), KeyEvent::from(KeyCode::Char('j')));
        screen.overlay.open.map(|open| open.at)
    };
    assert_eq!((opens(left_out), opens(Question::End)), (Some(steps::block_at(&plan, first)), None));
    let mut screen = Screen::default();
    screen.key(scene(&view(&plan, at::REPS, secs(4))), KeyEvent::from(KeyCode::Char('t')));
    screen.show(scene(&asked(Question::End)), &[], Some(USUAL), &mut Vec::new());
    assert_eq!(screen.overlay.open, None);
}
