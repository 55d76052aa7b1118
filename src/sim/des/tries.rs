//! Tries on their way: one record each, in one list, its places used again.

/// No record.
pub(super) const NONE: u32 = u32::MAX;

/// Where a try is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Waiting in a lane.
    Waiting,
    /// Dropped from a lane, where it still stands in line.
    Dropped,
    /// In service.
    Served,
    /// Waiting to be sent.
    Pausing,
}

/// A call and which of its tries this is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Call {
    /// When its first try was sent.
    pub(super) born: u64,
    /// The source and entity it comes from.
    pub(super) group: u32,
    /// Which of the group's callers sent it.
    pub(super) caller: u32,
    /// Its number among that caller's calls.
    pub(super) number: u32,
    /// Tries before this one.
    pub(super) tried: u8,
}

/// One try.
#[derive(Clone, Copy, Debug)]
pub(super) struct Try {
    pub(super) call: Call,
    /// When it came to the pool.
    pub(super) came: u64,
    /// How many times what a call costs it needs.
    pub(super) need: f64,
    /// The next in line, or the next free place.
    pub(super) next: u32,
    /// How often this place has been used: tells a try from one that was here before.
    pub(super) turn: u32,
    pub(super) place: Place,
    /// Whether its caller has gone.
    pub(super) gone: bool,
}

impl Try {
    /// Says whether it is in a pool.
    pub(super) const fn is_present(&self) -> bool {
        matches!(self.place, Place::Waiting | Place::Served)
    }
}

/// Every try that is on its way.
pub(super) struct Tries {
    list: Vec<Try>,
    /// The first free place.
    free: u32,
}

impl Default for Tries {
    fn default() -> Self {
        Self { list: Vec::new(), free: NONE }
    }
}

impl Tries {
    /// Puts a try in; returns its place and turn, or `None` when there are too many.
    #[inline]
    pub(super) fn put(&mut self, call: Call, (came, need): (u64, f64), place: Place) -> Option<(u32, u32)> {
        let slot = self.free;
        if let Some(old) = self.list.get_mut(slot as usize) {
            self.free = old.next;
            let turn = old.turn;
            *old = Try { call, came, need, next: NONE, turn, place, gone: false };
            return Some((slot, turn));
        }
        if self.list.len() >= super::limit::TRIES {
            return None;
        }
        self.list.push(Try { call, came, need, next: NONE, turn: 0, place, gone: false });
        Some((self.list.len() as u32 - 1, 0))
    }

    #[inline]
    pub(super) fn remove(&mut self, slot: u32) {
        let free = self.free;
        let old = self.get(slot);
        old.turn = old.turn.wrapping_add(1);
        old.next = free;
        old.place = Place::Pausing;
        self.free = slot;
    }

    #[inline]
    pub(super) fn get(&mut self, slot: u32) -> &mut Try {
        &mut self.list[slot as usize]
    }

    /// Every place, in use or free.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Try> {
        self.list.iter()
    }
}
