//! The figure on each screen.

use ratatui_core::buffer::Cell;
use ratatui_core::symbols::pixel::QUADRANTS;

use super::super::digits::LEGIBLE;
use super::*;
use crate::model::Side;
use crate::plan::{Plan, StepId};
use crate::ui::fixture::figure;

const ROOMY: (u16, u16) = (100, 30);

fn screen(looks: Appearance, open: Option<Panel>) -> Screen {
    let overlay = Overlay { open: open.map(|panel| OpenPanel { panel, at: 0 }), ..Overlay::default() };
    Screen { overlay, ..Screen::new(looks, None).with_figures(figure) }
}

fn drawn_by(screen: &mut Screen, scene: Scene<'_>, size: (u16, u16)) -> Buffer {
    let mut buf = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    screen.figures.read(scene);
    screen.draw(scene, &mut buf);
    buf
}

fn with_figure(looks: Appearance, scene: Scene<'_>, size: (u16, u16)) -> Buffer {
    drawn_by(&mut screen(looks, None), scene, size)
}

/// A plan whose names leave room on a small card.
fn short_names() -> Plan {
    let mut plan = plan();
    plan.cards[1].exercise.name = "Lunge".to_owned();
    plan
}

/// A screen with dots all over the place of its figure.
fn with_place(scene: Scene<'_>, open: Option<Panel>, size: (u16, u16)) -> String {
    let mut buf = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    let drawn = frame::draw(scene, &screen(PLAIN, open).overlay, PLAIN, true, &mut buf);
    drawn.figure.unwrap().positions().for_each(|at| buf[at] = Cell::new("░"));
    picture(&buf)
}

#[test]
fn where_it_stands() {
    let plan = short_names();
    let of = |index, size| with_place(scene(&view(&plan, index, secs(13))), None, size);
    insta::assert_snapshot!("figure_on_the_card", of(at::OPTIONAL_REST, USUAL));
    insta::assert_snapshot!("figure_beside_a_side", of(at::SWITCH, HALF));
    insta::assert_snapshot!("figure_beside_the_digits", of(at::REPS, ROOMY));
    insta::assert_snapshot!("figure_beside_the_parts_of_a_rep", of(at::TEMPO, ROOMY));
    let rest = view(&plan, at::OPTIONAL_REST, secs(13));
    insta::assert_snapshot!("figure_beside_the_tips", with_place(scene(&rest), Some(Panel::Tips), USUAL));
    insta::assert_snapshot!("figure_on_the_page", with_place(Scene::Page(&page::page()), None, HALF));
    insta::assert_snapshot!("figure_beside_the_page", with_place(Scene::Page(&page::page()), None, USUAL));
}

/// The characters of the figure in a rest.
fn characters(looks: Appearance) -> String {
    let plan = short_names();
    let cells = figure_of(&mut screen(looks, None), &view(&plan, at::OPTIONAL_REST, secs(13)), USUAL).unwrap();
    cells.iter().map(Cell::symbol).collect()
}

#[test]
fn it_is_drawn_in_the_characters_that_there_are() {
    let quarters = |c: char| QUADRANTS.contains(&c);
    let dots = |c: char| ('\u{2800}'..='\u{28ff}').contains(&c);
    let mixed = characters(PLAIN);
    assert!(mixed.contains(dots) && mixed.contains('█') && mixed.chars().all(|c| quarters(c) || dots(c)), "{mixed}");
    let alone = characters(Appearance { figures: FigureChoice::Quarters, ..PLAIN });
    assert!(alone.contains('▚') && alone.chars().all(|c| quarters(c) || c == '▔'), "{alone}");
    let ascii = characters(Appearance { charset: Charset::Ascii, ..PLAIN });
    assert!(
        "#Oo:=".chars().all(|c| ascii.contains(c)) && ascii.chars().all(|c| "#Oo:|= .'-/\\".contains(c)),
        "{ascii}"
    );
}

#[test]
fn it_can_be_told_without_dots_and_without_blocks() {
    let plan = short_names();
    let rest = view(&plan, at::OPTIONAL_REST, secs(13));
    let on = |looks| picture(&with_figure(looks, scene(&rest), USUAL));
    insta::assert_snapshot!("figure_in_quarters", on(Appearance { figures: FigureChoice::Quarters, ..PLAIN }));
    insta::assert_snapshot!("figure_in_ascii", on(Appearance { charset: Charset::Ascii, ..PLAIN }));
}

#[test]
fn what_cannot_move_stands_and_a_page_has_one_that_stands() {
    let plan = short_names();
    let stands = |looks| {
        let of = |seconds| figure_of(&mut screen(looks, None), &view(&plan, at::OPTIONAL_REST, secs(seconds)), USUAL);
        of(13) == of(14)
    };
    assert!(!stands(PLAIN));
    assert!(stands(Appearance { calm: true, ..PLAIN }));
    assert!(stands(Appearance { charset: Charset::Ascii, ..PLAIN }));
    let on_page = |side| {
        let figure = Some(("lunge".to_owned(), side));
        with_figure(PLAIN, Scene::Page(&Page { figure, ..page::page() }), HALF)
    };
    assert_ne!(picture(&on_page(Side::Left)), picture(&on_page(Side::Right)), "in a mirror for the left");
}

#[test]
fn there_is_none_where_none_is_wanted_or_fits() {
    let plan = short_names();
    let of = |looks, index, size| {
        let view = view(&plan, index, secs(13));
        with_figure(looks, scene(&view), size) == drawn_in(looks, scene(&view), &Overlay::default(), size)
    };
    assert!(!of(PLAIN, at::OPTIONAL_REST, USUAL));
    assert!(of(Appearance { figures: FigureChoice::Off, ..PLAIN }, at::OPTIONAL_REST, USUAL));
    assert!(of(PLAIN, at::OPTIONAL_REST, SMALL));
    assert!(of(PLAIN, at::REPS, USUAL), "during work");
}

#[test]
fn the_smallest_card_has_all_its_words_with_a_figure_and_without() {
    let plan = short_names();
    let rest = view(&plan, at::OPTIONAL_REST, secs(13));
    for size in [(72, 20), (75, 23)] {
        for looks in [PLAIN, Appearance { figures: FigureChoice::Off, ..PLAIN }] {
            let picture = picture(&with_figure(looks, scene(&rest), size));
            assert!(["6-8 reps", "Then: Lunge, right"].iter().all(|words| picture.contains(words)), "{picture}");
        }
    }
}

/// Six times as fast as real time, a lunge is shown slower than it is done.
#[test]
fn it_says_that_it_is_slow_where_it_is_not_itself() {
    let plan = short_names();
    for (index, elapsed) in
        [at::OPTIONAL_REST, at::SWITCH].into_iter().flat_map(|at| [0, 900, 1_800].map(|ms| (at, ms)))
    {
        let view = view(&plan, index, millis(elapsed));
        let Scene::Session { view, wall, muted, unattended, trouble, news, .. } = scene(&view) else { continue };
        let scene = Scene::Session { view, wall, muted, speed: 6, unattended, trouble, news };
        let picture = picture(&with_figure(PLAIN, scene, USUAL));
        let (before, after) = picture.split_once("slow").unwrap();
        assert!(before.ends_with("  ") && [" ", "\n"].iter().any(|blank| after.starts_with(blank)), "{picture}");
    }
}

/// No colour says what a figure says: without any it looks the same.
#[test]
fn a_figure_has_no_colour() {
    let plan = short_names();
    let view = view(&plan, at::OPTIONAL_REST, secs(13));
    let looks = |color| figure_of(&mut screen(Appearance { color, ..PLAIN }, None), &view, USUAL).unwrap();
    assert_eq!(looks(true), looks(false));
    let modifiers: Vec<_> = looks(true).iter().map(|cell| cell.modifier).collect();
    assert!(modifiers.contains(&Modifier::BOLD) && modifiers.contains(&Modifier::DIM));
}

/// The cells of the figure of a view.
fn figure_of(screen: &mut Screen, view: &View<'_>, size: (u16, u16)) -> Option<Vec<Cell>> {
    let buf = drawn_by(screen, scene(view), size);
    let place = frame::draw(scene(view), &screen.overlay, screen.appearance, true, &mut buf.clone()).figure?;
    Some(place.positions().map(|at| buf[at].clone()).collect())
}

fn any_stage() -> impl Strategy<Value = Stage> {
    prop_oneof![
        Just(Stage::Running),
        Just(Stage::Paused),
        Just(Stage::Waiting),
        (0..3_000_u64).prop_map(|left| Stage::GetReady(millis(left))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn its_place_is_free_and_leaves_the_digits_and_the_sides_large(
        size in (1..=200_u16, 1..=60_u16),
        (index, elapsed, stage) in (0..20_usize, 0..100_000_u64, any_stage()),
        open in prop::option::of(Just(Panel::Tips)),
        name in "[A-Z][a-z]{2,9}( [a-z]{2,9}){0,3}",
        notice in prop::option::of("[a-z ]{1,90}"),
    ) {
        let mut plan = plan();
        plan.cards.iter_mut().for_each(|card| card.exercise.name.clone_from(&name));
        let view = View { stage, ..view(&plan, StepId(index), millis(elapsed)) };
        let notice = notice.map(|text| Notice { text, until: view.now + NOTICE });
        let overlay = Overlay { notice, ..screen(PLAIN, open).overlay };
        let drawn_with = |has_figure| {
            let mut buf = Buffer::empty(Rect::new(0, 0, size.0, size.1));
            let drawn = frame::draw(scene(&view), &overlay, PLAIN, has_figure, &mut buf);
            (buf, drawn.figure)
        };
        let ((with, place), (without, _)) = (drawn_with(true), drawn_with(false));
        if let Some(place) = place {
            prop_assert!(with.area.intersection(place) == place, "{place:?}");
            prop_assert!(place.positions().all(|at| with[at].symbol() == " " && with[at].modifier.is_empty()));
            // The digits are made of cells in reverse, below the band.
            let height = |buf: &Buffer| {
                let has_blocks = |row: &&[Cell]| row.iter().any(|cell| cell.modifier.contains(Modifier::REVERSED));
                buf.content.chunks(size.0.into()).skip(1).filter(has_blocks).count()
            };
            // The *go* takes all the room that the digits have.
            if !stage::is_go(&view) {
                let least = height(&without).min(LEGIBLE.into());
                prop_assert!(height(&with) >= least, "the digits are too small beside it");
            }
        } else if open.is_none() {
            prop_assert_eq!(picture(&with), picture(&without));
        }
    }
}

#[test]
fn the_first_frame_waits_for_no_figure() {
    let plan = short_names();
    let view = view(&plan, at::OPTIONAL_REST, secs(13));
    let mut screen = screen(PLAIN, None);
    let mut shown = || {
        let mut out = Vec::new();
        screen.show(scene(&view), &[], Some(USUAL), &mut out);
        (screen.shown.clone().unwrap(), screen.is_behind())
    };
    let figureless = drawn_by(&mut Screen::new(PLAIN, None), scene(&view), USUAL);
    let with_figure = with_figure(PLAIN, scene(&view), USUAL);
    assert_eq!(shown(), (figureless, true));
    assert_eq!(shown(), (with_figure, false));
}

#[test]
fn it_moves_only_while_time_goes_on() {
    let plan = short_names();
    let next = |looks, stage| {
        let view = View { stage, changes_at: None, ..view(&plan, at::OPTIONAL_REST, secs(13)) };
        let mut screen = screen(looks, None);
        drawn_by(&mut screen, scene(&view), USUAL);
        screen.changes_at(&view).map(|at| at.since(view.now))
    };
    assert_eq!(next(PLAIN, Stage::Running), Some(millis(125)));
    assert_eq!(next(PLAIN, Stage::Paused), None);
    assert_eq!(next(PLAIN, Stage::Waiting), None);
    assert_eq!(next(Appearance { calm: true, ..PLAIN }, Stage::Running), None);
    assert_eq!(next(Appearance { charset: Charset::Ascii, ..PLAIN }, Stage::Running), None);
    assert_eq!(next(Appearance { figures: FigureChoice::Off, ..PLAIN }, Stage::Running), None);
}

#[test]
fn a_get_ready_moves_on_into_the_work() {
    let plan = short_names();
    let of = |stage, elapsed| {
        let view = View { stage, ..view(&plan, at::REPS, elapsed) };
        picture(&drawn_by(&mut screen(PLAIN, Some(Panel::Tips)), scene(&view), ROOMY))
            .lines()
            .skip(1)
            .collect::<String>()
    };
    assert_eq!(of(Stage::GetReady(millis(2_000)), secs(5)), of(Stage::Running, secs(3)));
    assert_eq!(of(Stage::GetReady(millis(1_000)), Duration::ZERO), of(Stage::Running, millis(2_500)), "of 3.5 s");
}

#[test]
fn one_wake_at_each_change_shows_every_picture() {
    let mut plan = plan();
    plan.cards[0].movement = None;
    let (mut session, _) = Session::start(Mono::default(), plan, true);
    let (mut now, mut pictures) = (Mono::default(), 0);
    while now < Mono(secs(30)) {
        let mut screen = screen(PLAIN, None);
        let figure = |screen: &mut Screen, at| figure_of(screen, &session.view(at), ROOMY);
        let shown = figure(&mut screen, now);
        pictures += usize::from(shown.is_some());
        let changes_at = screen.changes_at(&session.view(now));
        let until = changes_at.into_iter().chain(session.deadline()).min().unwrap();
        for later in [now.0 + until.since(now) / 2, until.0.saturating_sub(Duration::from_nanos(1))] {
            assert!(figure(&mut screen, Mono(later)) == shown, "from {now:?} on");
        }
        now = until;
        session.handle(now, Input::Tick);
    }
    assert!(pictures > 50, "{pictures}");
}
