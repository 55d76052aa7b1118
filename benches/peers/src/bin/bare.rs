//! The least that an M/M/c queue takes: one loop, one binary heap, one queue. `bare SERVERS RATE CUSTOMERS`

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use peers::{Stream, arguments};

fn main() {
    let (servers, rate, customers) = arguments();
    let (arrivals, services) = (Stream(1), Stream(2));
    let gap = 1e9 / rate;
    // Time above; below 0 for an arrival, 1 and a customer's number for a departure.
    let mut pending: BinaryHeap<Reverse<u128>> = BinaryHeap::new();
    let mut waiting: VecDeque<(u64, u64)> = VecDeque::new();
    let mut came = vec![0u64; 1 << 20];
    let at = |number: u64| (number & ((1 << 20) - 1)) as usize;
    let (mut busy, mut number, mut left, mut stayed) = (0, 0u64, 0u64, 0u128);
    pending.push(Reverse(u128::from(arrivals.exponential(0, gap)) << 64));
    while left < customers {
        let Some(Reverse(event)) = pending.pop() else { break };
        let (now, what) = ((event >> 64) as u64, event as u64);
        if what == 0 {
            if number + 1 < customers {
                pending.push(Reverse(u128::from(now + arrivals.exponential(number + 1, gap)) << 64));
            }
            came[at(number)] = now;
            if busy < servers {
                busy += 1;
                let end = now + services.exponential(number, 1e9);
                pending.push(Reverse(u128::from(end) << 64 | u128::from(number + 1)));
            } else {
                waiting.push_back((now, number));
            }
            number += 1;
        } else {
            stayed += u128::from(now - came[at(what - 1)]);
            left += 1;
            if let Some((_, next)) = waiting.pop_front() {
                let end = now + services.exponential(next, 1e9);
                pending.push(Reverse(u128::from(end) << 64 | u128::from(next + 1)));
            } else {
                busy -= 1;
            }
        }
    }
    println!("W {}", stayed as f64 / left as f64 * 1e-9);
}
