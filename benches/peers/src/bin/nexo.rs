//! The same queue as a model of NeXosim, on one thread. `nexo SERVERS RATE CUSTOMERS`

use std::collections::VecDeque;
use std::time::Duration;

use nexosim::model::{Context, Model, schedulable};
use nexosim::simulation::{Mailbox, SimInit};
use nexosim::time::MonotonicTime;
use peers::{Stream, arguments};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Queue {
    servers: usize,
    gap: f64,
    customers: u64,
    busy: usize,
    number: u64,
    left: u64,
    stayed: u128,
    waiting: VecDeque<(u64, u64)>,
}

const ARRIVALS: Stream = Stream(1);
const SERVICES: Stream = Stream(2);

fn since_start(cx: &Context<Queue>) -> u64 {
    let passed = cx.time().duration_since(MonotonicTime::EPOCH);
    passed.as_nanos() as u64
}

fn later(nanoseconds: u64) -> Duration {
    Duration::from_nanos(nanoseconds.max(1))
}

#[Model]
impl Queue {
    #[nexosim(init)]
    async fn begin(&mut self, cx: &Context<Self>, _: &mut ()) {
        let first = later(ARRIVALS.exponential(0, self.gap));
        cx.schedule_event(first, schedulable!(Self::arrive), ()).expect("it lies ahead");
    }

    #[nexosim(schedulable)]
    fn arrive(&mut self, _: (), cx: &Context<Self>) {
        if self.number + 1 < self.customers {
            let next = later(ARRIVALS.exponential(self.number + 1, self.gap));
            cx.schedule_event(next, schedulable!(Self::arrive), ()).expect("it lies ahead");
        }
        let (came, number) = (since_start(cx), self.number);
        self.number += 1;
        if self.busy < self.servers {
            self.busy += 1;
            self.serve(number, came, cx);
        } else {
            self.waiting.push_back((number, came));
        }
    }

    fn serve(&mut self, number: u64, came: u64, cx: &Context<Self>) {
        let time = later(SERVICES.exponential(number, 1e9));
        cx.schedule_event(time, schedulable!(Self::leave), came).expect("it lies ahead");
    }

    #[nexosim(schedulable)]
    fn leave(&mut self, came: u64, cx: &Context<Self>) {
        self.stayed += u128::from(since_start(cx) - came);
        self.left += 1;
        match self.waiting.pop_front() {
            Some((number, came)) => self.serve(number, came, cx),
            None => self.busy -= 1,
        }
        if self.left == self.customers {
            println!("W {}", self.stayed as f64 / self.left as f64 * 1e-9);
        }
    }
}

fn main() -> Result<(), nexosim::simulation::SimulationError> {
    let (servers, rate, customers) = arguments();
    let queue = Queue {
        servers,
        gap: 1e9 / rate,
        customers,
        busy: 0,
        number: 0,
        left: 0,
        stayed: 0,
        waiting: VecDeque::new(),
    };
    let mut simulation =
        SimInit::with_num_threads(1).add_model(queue, Mailbox::new(), "queue").init(MonotonicTime::EPOCH)?;
    simulation.run().expect("it runs");
    Ok(())
}
