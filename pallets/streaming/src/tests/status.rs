use super::*;

fn status(id: StreamId) -> Status {
	Streaming::stream_state(id).unwrap().status
}

#[test]
fn follows_a_stream_through_its_life() {
	in_each_asset(|asset| {
		let start_ms = START + MINUTE;
		let id = open(&asset, 60, StreamSpec { start_ms: Some(start_ms), ..spec(per_second(1)) });
		assert_eq!(status(id), Status::Pending);
		set_time(start_ms - 1);
		assert_eq!(status(id), Status::Pending);
		set_time(start_ms);
		assert_eq!(status(id), Status::Streaming);
		assert_ok!(Streaming::pause(origin(alice()), id));
		assert_eq!(status(id), Status::Paused);
		assert_ok!(Streaming::resume(origin(alice()), id));
		set_time(start_ms + MINUTE - 1);
		assert_eq!(status(id), Status::Streaming);
		// Nobody has to write it: it follows from the time.
		set_time(start_ms + MINUTE);
		assert_eq!(status(id), Status::Dry);
		set_time(start_ms + MINUTE + GRACE - 1);
		assert_eq!(status(id), Status::Dry);
		assert_ok!(Streaming::top_up(origin(charlie()), id, 60));
		assert_eq!(status(id), Status::Streaming);
		set_time(now() + MINUTE + GRACE);
		assert_eq!(status(id), Status::Ended(EndReason::RanDry));
		assert_ok!(Streaming::claim(origin(charlie()), id));
		assert_eq!(Streaming::stream_state(id), None);
	});
}

#[test]
fn says_why_it_ends() {
	ExtBuilder.run(|| {
		let ends = |spec| {
			let id = open(&TOKEN, 600, spec);
			set_time(now() + MINUTE);
			status(id)
		};
		let completed = Status::Ended(EndReason::Completed);
		let end_ms = Some(START + MINUTE);
		assert_eq!(ends(StreamSpec { end_ms, ..spec(per_second(1)) }), completed);
		assert_eq!(ends(StreamSpec { max_total: Some(60), ..spec(per_second(1)) }), completed);
		// What is used up before the cliff waits for it.
		let cliff_ms = Some(now() + DAY);
		assert_eq!(ends(StreamSpec { cliff_ms, ..spec(per_second(600)) }), Status::Dry);
	});
}

#[test]
fn is_that_of_the_vault_if_there_is_one() {
	ExtBuilder.run(|| {
		let vault = open_vault(&TOKEN, 120);
		let [flows, paused] = [bob(), charlie()].map(|who| from_vault(&TOKEN, who, per_second(1)));
		assert_ok!(Streaming::pause(origin(alice()), paused));
		assert_eq!((status(flows), status(paused)), (Status::Streaming, Status::Paused));
		set_time(START + 2 * MINUTE);
		// A paused one cannot go on either.
		assert_eq!((status(flows), status(paused)), (Status::Dry, Status::Dry));
		assert_ok!(Streaming::fund_vault(origin(alice()), vault, 60));
		assert_eq!((status(flows), status(paused)), (Status::Streaming, Status::Paused));
		set_time(START + 3 * MINUTE + GRACE);
		let ended = Status::Ended(EndReason::RanDry);
		assert_eq!((status(flows), status(paused)), (ended, ended));
	});
}

#[test]
fn comes_with_what_is_owed_and_when_the_money_ends() {
	ExtBuilder.run(|| {
		let id = open(&TOKEN, 600, spec(per_second(1)));
		set_time(START + 10_500);
		let state = Streaming::stream_state(id).unwrap();
		assert_eq!(Some(state.owed), Streaming::owed(id));
		assert_eq!((state.owed, state.status), (10, Status::Streaming));
		assert_eq!(state.runs_out_ms, Some(START + 600 * SECOND));
		assert_eq!(state.runs_out_ms, Streaming::runs_out_at(id));
		// As it is now, and not as it was written last.
		assert_eq!(state.stream.from_ms, START + 10_500);
		assert_eq!(Streaming::stream(id).unwrap().from_ms, START);
	});
}
