//! Sources, their clients and pools: who calls, what callers do on failure, who answers.

use super::block::Options;
use super::expression::May;
use crate::base::diag::{Diagnostic, Report};
use crate::base::expr::{Dim, Expr, Operator, parse_quantity};
use crate::load::decode::{self, Fields};
use crate::load::rules;
use crate::load::yaml::{Node, NodeKind};
use crate::model::Id;
use crate::model::scenario::{Backoff, BlockKind, Client, Fidelity, PoolBlock, Service, SourceBlock, Timing};

/// Backoff stops growing here unless the model says otherwise.
const LONGEST_BACKOFF: f64 = 3600.0;

const BESIDE: &str = "`client` stands beside `source`: `web: {source: {…}, client: {retries: 3}}`";
const AT_THE_POOL: &str =
    "callers wait as long as the `timeout` of the pool that they call says: `svc: {pool: {…, timeout: 3s}}`";
const TRIES: &str = "`retries` counts the tries after the first";

/// Keys that are looked for in a source, a client or a pool, and where they stand.
const OF_A_SOURCE: [(&str, &str); 8] = [
    ("client", BESIDE),
    ("retries", BESIDE),
    ("backoff", BESIDE),
    ("timeout", AT_THE_POOL),
    ("poisson", "a `rate` is a Poisson stream in `des` and a flow in `fluid`; `every: 60s` is periodic"),
    ("periodic", "write `every: 60s`, and in `des` beside it `jitter: 10%`"),
    ("service", "how long a call takes is the `cost` of its source; `service` of the pool says how it is drawn"),
    ("lane", "write `to: POOL.LANE`"),
];
const OF_A_CLIENT: [(&str, &str); 4] = [
    ("timeout", AT_THE_POOL),
    ("attempts", TRIES),
    ("jitter", "jitter is part of a backoff: `backoff: {base: 1s, jitter: full}`"),
    ("cancel", "whether work goes on for callers who have gone is `cancel` of the pool"),
];
const OF_A_POOL: [(&str, &str); 4] = [
    (
        "retries",
        "what callers do on failure stands at the source that calls: `web: {source: {…}, client: {retries: 3}}`",
    ),
    ("cost", "how long a call takes is the `cost` of the source that calls"),
    ("seats", "write `servers` for calls served at a time, and `queue` for calls that may wait"),
    ("discipline", "each lane serves first come, first served; `lanes` are served in strict order"),
];

impl Options<'_, '_> {
    pub(super) fn source(&self, node: &Node, report: &mut Report) -> Option<BlockKind> {
        let scope = self.context.scope;
        let mut fields = Fields::new(node, "a source", report)?;
        let (every, rate, jitter) = (fields.take("every"), fields.take("rate"), fields.take("jitter"));
        let (per, to, cost) = (fields.take("per"), fields.require("to", report), fields.require("cost", report));
        let cap = fields.take("cap");
        fields.finish_knowing(&OF_A_SOURCE, report);
        self.context.only(Fidelity::Des, jitter, "jitter", report);
        self.context.only(Fidelity::Fluid, cap, "cap", report);
        let periodic = every.is_some();
        let rate = match (every, rate) {
            (Some(every), None) => scope.read(every, Dim::DURATION, May::Entity, report).map(|every| {
                let one = Box::new(Expr::constant(1.0, Dim::NUMBER));
                vec![(zero(), Expr::Binary(Operator::Div, one, Box::new(every), node.span))]
            }),
            (None, Some(rate)) => self.rates(rate, report),
            (None, None) | (Some(_), Some(_)) => {
                let finding = Diagnostic::error(rules::BAD_VALUE, node.span, "a source says how often, once");
                report.push(finding.hint("write `every: 60s`, `rate: 0.3/s` or `rate: {0s: 40/s, 20s: 80/s}`"));
                None
            }
        };
        let jitter = self.read(jitter, Expr::constant(0.0, Dim::Share), May::Params, report);
        let per = self.read(per, Expr::constant(1.0, Dim::NUMBER), May::Entity, report);
        let cost = scope.read(cost?, Dim::DURATION, May::Entity, report);
        let cap = cap.map(|node| scope.read(node, Dim::RATE, May::Params, report));
        let client = self.client(report);
        let to = self.context.lane(to?, report);
        let cap = match cap {
            Some(cap) => Some(cap?),
            None => None,
        };
        let jitter = jitter?;
        Some(BlockKind::Source(SourceBlock {
            rate: rate?,
            timing: if periodic { Timing::Periodic { jitter } } else { Timing::Poisson },
            per: per?,
            to: to?,
            cost: cost?,
            cap,
            client: client?,
            enabled: self.enabled,
        }))
    }

    /// Reads one rate, or a map of seconds from the start to the rate from then on.
    fn rates(&self, node: &Node, report: &mut Report) -> Option<Vec<(Expr, Expr)>> {
        let scope = self.context.scope;
        let NodeKind::Map(entries) = &node.kind else {
            return Some(vec![(zero(), scope.read(node, Dim::RATE, May::Entity, report)?)]);
        };
        let mut rates = Vec::new();
        let mut last = f64::NEG_INFINITY;
        for entry in entries {
            let from = parse_quantity(&entry.key).filter(|quantity| quantity.dim == Dim::DURATION);
            let Some(from) = from.filter(|from| from.value > last && (!rates.is_empty() || from.value <= 0.0)) else {
                let message = "rates stand under rising durations from the start, the first `0s`";
                let finding = Diagnostic::error(rules::BAD_VALUE, entry.key_span, message);
                report.push(finding.hint("write `rate: {0s: 40/s, 20s: 80/s, 25s: 40/s}`"));
                return None;
            };
            last = from.value;
            rates.push((Expr::Const(from), scope.read(&entry.value, Dim::RATE, May::Entity, report)?));
        }
        (!rates.is_empty()).then_some(rates)
    }

    fn client(&self, report: &mut Report) -> Option<Client> {
        let none = || Expr::constant(0.0, Dim::NUMBER);
        let Some(client) = self.client else { return Some(Client { retries: none(), backoff: None, budget: None }) };
        let mut fields = Fields::new(client, "a client", report)?;
        let (retries, backoff, budget) = (fields.take("retries"), fields.take("backoff"), fields.take("budget"));
        fields.finish_knowing(&OF_A_CLIENT, report);
        self.context.only(Fidelity::Des, backoff, "backoff", report);
        let retries = self.read(retries, none(), May::Params, report);
        let backoff = match backoff {
            Some(wait) => Some(self.backoff(wait, report)?),
            None => None,
        };
        let budget = match budget {
            Some(share) => Some(self.context.scope.read(share, Dim::Share, May::Params, report)?),
            None => None,
        };
        Some(Client { retries: retries?, backoff, budget })
    }

    /// Reads `20s`, or a map with `base` and beside it `factor`, `max` and `jitter`.
    fn backoff(&self, node: &Node, report: &mut Report) -> Option<Backoff> {
        let scope = self.context.scope;
        let two = || Expr::constant(2.0, Dim::NUMBER);
        let longest = || Expr::constant(LONGEST_BACKOFF, Dim::DURATION);
        if let NodeKind::Scalar { .. } = node.kind {
            let base = scope.read(node, Dim::DURATION, May::Params, report)?;
            return Some(Backoff { base, factor: two(), max: longest(), full_jitter: false });
        }
        let mut fields = Fields::new(node, "a backoff", report)?;
        let (base, factor) = (fields.require("base", report), fields.take("factor"));
        let (max, jitter) = (fields.take("max"), fields.take("jitter"));
        fields.finish(report);
        let base = scope.read(base?, Dim::DURATION, May::Params, report);
        let factor = self.read(factor, two(), May::Params, report);
        let max = self.read(max, longest(), May::Params, report);
        let words = [("none", false), ("full", true)];
        let full_jitter = jitter.map_or(Some(false), |node| decode::one_of(node, "`jitter`", &words, report));
        Some(Backoff { base: base?, factor: factor?, max: max?, full_jitter: full_jitter? })
    }

    pub(super) fn pool(&self, node: &Node, report: &mut Report) -> Option<BlockKind> {
        let scope = self.context.scope;
        let mut fields = Fields::new(node, "a pool", report)?;
        let (servers, timeout) = (fields.require("servers", report), fields.take("timeout"));
        let (lanes, cancel) = (fields.take("lanes"), fields.take("cancel"));
        let (queue, service, fails) = (fields.take("queue"), fields.take("service"), fields.take("fails"));
        fields.finish_knowing(&OF_A_POOL, report);
        self.context.only(Fidelity::Des, queue, "queue", report);
        self.context.only(Fidelity::Des, service, "service", report);
        let lanes = match lanes {
            Some(node) => decode::list(node, "`lanes`", report)?
                .iter()
                .filter_map(|lane| decode::id(lane, "a lane", report))
                .collect(),
            None => vec![Id::new("all")?],
        };
        let limited = |node: &&Node| node.scalar() != Some("inf");
        let mut optional = |node: Option<&Node>, dim| match node {
            Some(node) => scope.read(node, dim, May::Params, report).map(Some),
            None => Some(None),
        };
        let servers = optional(servers.filter(limited), Dim::NUMBER);
        let timeout = optional(timeout, Dim::DURATION);
        let queue = optional(queue, Dim::NUMBER);
        let cancel = cancel.is_some_and(|node| decode::bool(node, "`cancel`", report).unwrap_or(false));
        let laws = [("fixed", Service::Fixed), ("exponential", Service::Exponential)];
        let service = service.map_or(Some(Service::Fixed), |node| decode::one_of(node, "`service`", &laws, report));
        let fails = self.read(fails, Expr::constant(0.0, Dim::Share), May::Params, report);
        Some(BlockKind::Pool(PoolBlock {
            servers: servers?,
            lanes,
            timeout: timeout?,
            cancel,
            queue: queue?,
            service: service?,
            fails: fails?,
        }))
    }
}

fn zero() -> Expr {
    Expr::constant(0.0, Dim::DURATION)
}
