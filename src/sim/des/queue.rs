//! What is still to come, in order of time; what falls on the same nanosecond comes in the order of its own number.
//!
//! Two structures give the same order: a binary heap, fastest for few events, and a radix heap, whose cost hardly grows
//! with their number. A test holds their orders together.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// From this many events on the radix heap is the faster one.
const MANY: f64 = 16_384.0;

/// When something happens, in nanoseconds from the clock's start, above; its number below. One comparison of two words.
pub(super) type Moment = u128;

/// Puts a time and a number together.
pub(super) const fn moment(time: u64, number: u64) -> Moment {
    (time as u128) << 64 | number as u128
}

/// The time of a moment.
pub(super) const fn time_of(moment: Moment) -> u64 {
    (moment >> 64) as u64
}

/// The number of a moment.
pub(super) const fn number_of(moment: Moment) -> u64 {
    moment as u64
}

/// Events in order. Nothing is put in that lies before what was last taken out.
pub(super) trait Queue {
    /// Puts an event in.
    fn put(&mut self, moment: Moment);
    /// Returns the next event and leaves it in.
    fn next(&mut self) -> Option<Moment>;
    /// Takes the next event out.
    fn take(&mut self) -> Option<Moment>;
    /// Takes the next event, which there has to be, out and puts another in its place.
    fn swap(&mut self, moment: Moment);
    /// Takes everything out, in no order.
    fn drain(&mut self) -> Vec<Moment>;
}

/// A binary heap.
#[derive(Default)]
pub(super) struct Few(BinaryHeap<Reverse<Moment>>);

impl Queue for Few {
    #[inline]
    fn put(&mut self, moment: Moment) {
        self.0.push(Reverse(moment));
    }

    #[inline]
    fn next(&mut self) -> Option<Moment> {
        self.0.peek().map(|first| first.0)
    }

    #[inline]
    fn take(&mut self) -> Option<Moment> {
        self.0.pop().map(|first| first.0)
    }

    #[inline]
    fn swap(&mut self, moment: Moment) {
        if let Some(mut first) = self.0.peek_mut() {
            *first = Reverse(moment);
        }
    }

    fn drain(&mut self) -> Vec<Moment> {
        std::mem::take(&mut self.0).into_iter().map(|moment| moment.0).collect()
    }
}

/// Buckets with this much room keep it when they are emptied; larger ones give it back.
const KEPT_ROOM: usize = 4096;

/// A radix heap (Ahuja, Mehlhorn, Orlin, Tarjan 1990): bucket k holds the times whose highest bit that differs from the
/// latest time taken out is bit k − 1.
pub(super) struct Many {
    /// The latest time taken out.
    last: u64,
    /// Events of that very time, by number.
    due: BinaryHeap<Reverse<Moment>>,
    buckets: Vec<Vec<Moment>>,
    /// Which buckets hold anything, as bits.
    filled: u64,
    /// The earliest time in the buckets, when known.
    earliest: Option<Moment>,
}

impl Default for Many {
    fn default() -> Self {
        Self { last: 0, due: BinaryHeap::new(), buckets: vec![Vec::new(); 64], filled: 0, earliest: None }
    }
}

impl Many {
    fn sort_in(&mut self, moment: Moment) {
        if time_of(moment) == self.last {
            self.due.push(Reverse(moment));
        } else {
            let bucket = 63 - (time_of(moment) ^ self.last).leading_zeros();
            self.buckets[bucket as usize].push(moment);
            self.filled |= 1 << bucket;
        }
    }

    /// The earliest event in the buckets.
    fn look(&mut self) -> Option<Moment> {
        if self.filled == 0 {
            return None;
        }
        if self.earliest.is_none() {
            let bucket = self.filled.trailing_zeros() as usize;
            self.earliest = self.buckets[bucket].iter().copied().min();
        }
        self.earliest
    }
}

impl Queue for Many {
    fn put(&mut self, moment: Moment) {
        if time_of(moment) > self.last && self.earliest.is_some_and(|earliest| moment < earliest) {
            self.earliest = Some(moment);
        }
        self.sort_in(moment);
    }

    fn next(&mut self) -> Option<Moment> {
        if let Some(Reverse(moment)) = self.due.peek() {
            return Some(*moment);
        }
        self.look()
    }

    fn take(&mut self) -> Option<Moment> {
        if let Some(Reverse(moment)) = self.due.pop() {
            return Some(moment);
        }
        let moment = self.look()?;
        let bucket = self.filled.trailing_zeros() as usize;
        self.filled &= self.filled - 1;
        self.earliest = None;
        self.last = time_of(moment);
        let mut sorted = std::mem::take(&mut self.buckets[bucket]);
        if sorted.len() == 1 {
            sorted.clear();
            self.buckets[bucket] = sorted;
            return Some(moment);
        }
        for moment in sorted.drain(..) {
            self.sort_in(moment);
        }
        if sorted.capacity() <= KEPT_ROOM {
            self.buckets[bucket] = sorted;
        }
        self.due.pop().map(|first| first.0)
    }

    fn swap(&mut self, moment: Moment) {
        self.take();
        self.put(moment);
    }

    fn drain(&mut self) -> Vec<Moment> {
        let mut all: Vec<Moment> = self.due.drain().map(|moment| moment.0).collect();
        self.buckets.iter_mut().for_each(|bucket| all.append(bucket));
        (self.filled, self.earliest) = (0, None);
        all
    }
}

/// The structure that suits how many events there will be.
pub(super) enum Pending {
    /// A binary heap.
    Few(Few),
    /// A radix heap.
    Many(Many),
}

impl Pending {
    /// Chooses for an expected number of events.
    pub(super) fn for_about(events: f64) -> Self {
        if events < MANY { Self::Few(Few::default()) } else { Self::Many(Many::default()) }
    }
}

impl Queue for Pending {
    #[inline]
    fn put(&mut self, moment: Moment) {
        match self {
            Self::Few(few) => few.put(moment),
            Self::Many(many) => many.put(moment),
        }
    }

    #[inline]
    fn next(&mut self) -> Option<Moment> {
        match self {
            Self::Few(few) => few.next(),
            Self::Many(many) => many.next(),
        }
    }

    #[inline]
    fn take(&mut self) -> Option<Moment> {
        match self {
            Self::Few(few) => few.take(),
            Self::Many(many) => many.take(),
        }
    }

    #[inline]
    fn swap(&mut self, moment: Moment) {
        match self {
            Self::Few(few) => few.swap(moment),
            Self::Many(many) => many.swap(moment),
        }
    }

    fn drain(&mut self) -> Vec<Moment> {
        match self {
            Self::Few(few) => few.drain(),
            Self::Many(many) => many.drain(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::math::Stream;

    /// Runs callers that call again and again, with many ties, and digests the order of their calls.
    fn order(queue: &mut impl Queue, callers: u64, gap: f64) -> u64 {
        let draws = Stream::new(1, 0, "test.order", 0);
        for caller in 0..callers {
            queue.put(moment((draws.uniform(caller) * gap) as u64, caller));
        }
        let mut rolling = 0u64;
        for index in 0..200_000 {
            let Some(seen) = queue.next() else { return rolling };
            let swapped = index % 3 == 0;
            if !swapped {
                assert_eq!(Some(seen), queue.take());
            }
            let (time, caller) = (time_of(seen), number_of(seen));
            rolling = rolling.rotate_left(5).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ time ^ (caller << 40);
            let next = moment(time + (draws.uniform(callers + index) * gap) as u64, caller);
            if swapped {
                queue.swap(next);
            } else {
                queue.put(next);
            }
            if index == 100_000 {
                let mut all = queue.drain();
                assert_eq!(all.len() as u64, callers);
                all.reverse();
                all.into_iter().for_each(|moment| queue.put(moment));
            }
        }
        rolling
    }

    #[test]
    fn both_structures_give_the_same_order() {
        for (callers, gap) in [(1, 50.0), (100, 3.0), (1000, 10.0), (20_000, 1e4), (5_000, 6e10)] {
            let few = order(&mut Few::default(), callers, gap);
            assert_eq!(few, order(&mut Many::default(), callers, gap), "{callers} callers, gaps up to {gap} ns");
            assert_ne!(few, order(&mut Few::default(), callers, gap + 1.0));
        }
    }

    #[test]
    fn an_event_may_come_before_one_that_has_only_been_looked_at() {
        let mut many = Many::default();
        many.put(moment(100, 1));
        assert_eq!(many.next(), Some(moment(100, 1)));
        many.put(moment(20, 2));
        many.put(moment(100, 0));
        let taken: Vec<Moment> = std::iter::from_fn(|| many.take()).collect();
        assert_eq!(taken, [moment(20, 2), moment(100, 0), moment(100, 1)]);
    }
}
