//! From scenario to running blocks: sizes drawn, names found, values worked out.

use super::SimError;
use super::action::ActionState;
use super::cache::{self, CacheState, Filling};
use super::engine::State;
use super::pool::PoolState;
use super::program::Scope;
use super::rollout::{Deed, RolloutState};
use super::source::SourceState;
use super::users::{NeedOf, UsersState};
use crate::base::math::{self, Stream};
use crate::model::Id;
use crate::model::scenario::{
    Block, BlockKind, Draw, ENTITY_LIMIT, Effect, Need, Order, Refresh, RolloutBlock, Scenario,
};

/// Entities times steps of one replication above this are refused: minutes of work each.
const WORK_LIMIT: f64 = 100_000_000.0;

/// Where random numbers come from in one replication.
#[derive(Clone, Copy)]
pub(super) struct Draws {
    pub(super) seed: u64,
    pub(super) replication: u32,
}

impl Draws {
    /// The first draw of the stream named by block or group, purpose and entity.
    fn uniform(self, name: &str, entity: usize) -> f64 {
        Stream::new(self.seed, self.replication, name, entity).uniform(0)
    }
}

pub(super) fn draw_sizes(scenario: &Scenario, scope: &Scope<'_>, draws: Draws) -> Result<Vec<f64>, SimError> {
    let group = &scenario.group;
    let (median, sigma, max) = match &group.size {
        Draw::List(sizes) => return Ok(sizes.clone()),
        Draw::Lognormal { median, sigma, max } => (median, sigma, max),
    };
    let count = math::round(scope.positive(&group.count, "the number of entities")?);
    let work = count * scenario.clock.horizon / scenario.clock.step;
    if count > ENTITY_LIMIT || work > WORK_LIMIT {
        let message = format!("{count} entities over {} steps are too many", work / count);
        return Err(SimError::new(format!("{message}: at most {ENTITY_LIMIT} entities and {WORK_LIMIT} entity steps")));
    }
    let median = math::ln(scope.positive(median, "a median")?);
    let sigma = scope.at_least_zero(sigma, "a sigma")?;
    let max = scope.positive(max, "a maximum")?;
    let stream = format!("{}.n", group.id);
    let size = |entity| {
        let z = math::normal_quantile(draws.uniform(&stream, entity));
        math::round(math::exp(median + sigma * z)).clamp(1.0, max)
    };
    Ok((0..count as usize).map(size).collect())
}

pub(super) fn build(
    block: &Block,
    scenario: &Scenario,
    scope: &Scope<'_>,
    draws: Draws,
    sizes: &[f64],
) -> Result<State, SimError> {
    let find = |id: &Id| {
        let found = scenario.blocks.iter().position(|candidate| candidate.id == *id);
        found.ok_or_else(|| SimError::new(format!("there is no block `{id}`")))
    };
    let count = sizes.len();
    Ok(match &block.kind {
        BlockKind::Source(source) => State::Source(SourceState::new(source, find(&source.to.pool)?, scope, sizes)?),
        BlockKind::Pool(pool) => State::Pool(PoolState::new(pool, scope, count)?),
        BlockKind::Cache(block) => {
            let filling = match &block.refresh {
                Refresh::Ahead { lane, retry } => {
                    let retry = scope.positive(retry, "the wait between tries")?;
                    (Filling::Ahead { pool: find(&lane.pool)?, lane: lane.lane, retry }, Vec::new())
                }
                Refresh::OnMiss { source, keys } => {
                    (Filling::OnMiss { source: find(source)? }, cache::keys(keys, scope, sizes)?)
                }
            };
            State::Cache(CacheState::new(block, filling, scope, count)?)
        }
        BlockKind::Depends(depends) => {
            let need = match &depends.on {
                Need::Cache(cache) => NeedOf::Cache(find(cache)?),
                Need::Pool(lane) => NeedOf::Pool { pool: find(&lane.pool)?, lane: lane.lane },
                Need::Rollout(rollout) => NeedOf::Rollout(find(rollout)?),
            };
            State::Users(UsersState::new(depends, need, scope, sizes)?)
        }
        BlockKind::Rollout(rollout) => {
            let line = line_up(rollout, &block.id, draws, sizes);
            let spread = |entity| draws.uniform(&format!("{}.moment", block.id), entity);
            let deed = match &rollout.effect {
                Effect::Mark => Deed::Mark,
                Effect::Switch(source, on) => Deed::Switch(find(source)?, *on),
                Effect::Undo(other) => Deed::Undo(find(other)?),
            };
            State::Rollout(RolloutState::new(rollout, (deed, &find), scope, (&line, &spread))?)
        }
        BlockKind::Action(action) => State::Action(ActionState::new(action, &find, scope, count)?),
    })
}

/// Puts entities in the order in which a rollout reaches them; ties fall by index.
fn line_up(rollout: &RolloutBlock, id: &Id, draws: Draws, sizes: &[f64]) -> Vec<usize> {
    let mut line: Vec<usize> = (0..sizes.len()).collect();
    let name = format!("{id}.order");
    let lots: Vec<f64> = line.iter().map(|&entity| draws.uniform(&name, entity)).collect();
    match rollout.order {
        Order::Smallest => line.sort_by(|&a, &b| sizes[a].total_cmp(&sizes[b])),
        Order::Largest => line.sort_by(|&a, &b| sizes[b].total_cmp(&sizes[a])),
        Order::Random => line.sort_by(|&a, &b| lots[a].total_cmp(&lots[b])),
        Order::Stratified => {
            line.sort_by(|&a, &b| sizes[b].total_cmp(&sizes[a]));
            let by_rank: Vec<usize> = line.clone();
            let mut ranks: Vec<usize> = (0..line.len()).collect();
            // Ranks with their bits turned round: every stretch from the front is spread evenly over all sizes.
            ranks.sort_by_key(|rank| rank.reverse_bits());
            line = ranks.into_iter().map(|rank| by_rank[rank]).collect();
        }
    }
    line
}
