//! Blocks: which kind, with which options.

use super::action;
use super::expression::{May, Scope};
use crate::base::diag::{Diagnostic, Report};
use crate::base::expr::{Dim, Expr};
use crate::load::decode::{self, Fields};
use crate::load::rules;
use crate::load::yaml::{Entry, Node, NodeKind};
use crate::model::Id;
use crate::model::scenario::{
    Ages, Block, BlockKind, CacheBlock, DependsBlock, Effect, Fidelity, Lane, Need, Order, Refresh, RolloutBlock, Start,
};

/// Keys of a block that hold options, searched in this order by overrides.
pub(super) const PARTS: [&str; 6] = ["source", "pool", "cache", "rollout", "action", "client"];

/// What blocks may refer to while they are decoded.
pub(super) struct Context<'a> {
    pub(super) scope: &'a Scope,
    /// Every block's id, the word of its kind (empty where it says none) and, for a pool, its lanes.
    pub(super) index: Vec<(Id, &'static str, Vec<Id>)>,
    /// The group of entities.
    pub(super) group: &'a Id,
    /// How the scenario is computed.
    pub(super) fidelity: Fidelity,
}

const WORDS: [&str; 6] = ["source", "pool", "cache", "depends", "rollout", "action"];

/// Decodes every block.
pub(super) fn blocks(
    node: &Node,
    scope: &Scope,
    (group, fidelity): (&Id, Fidelity),
    report: &mut Report,
) -> Vec<Block> {
    let entries = decode::entries(node, "`blocks`", report).unwrap_or_default();
    let mut index = Vec::new();
    for entry in entries {
        let Some(id) = Id::new(&entry.key) else { continue };
        index.push((id, word_of(entry).unwrap_or_default(), lanes_of(entry)));
    }
    let context = Context { scope, index, group, fidelity };
    let mut blocks = Vec::new();
    for entry in entries {
        let Some(id) = decode::key_id(entry, report) else { continue };
        if let Some(kind) = block(entry, &context, report) {
            blocks.push(Block { id, kind, span: entry.key_span });
        }
    }
    action::check_circles(&blocks, report);
    blocks
}

fn word_of(entry: &Entry) -> Option<&'static str> {
    let NodeKind::Map(parts) = &entry.value.kind else { return None };
    WORDS.into_iter().find(|word| parts.iter().any(|part| part.key == *word))
}

fn lanes_of(entry: &Entry) -> Vec<Id> {
    let NodeKind::Map(parts) = &entry.value.kind else { return Vec::new() };
    let Some(NodeKind::Map(options)) = parts.iter().find(|part| part.key == "pool").map(|part| &part.value.kind) else {
        return Vec::new();
    };
    let lanes = options.iter().find(|option| option.key == "lanes");
    let named = lanes.map_or(&[][..], |lanes| decode::one_or_list(&lanes.value));
    named.iter().filter_map(|lane| Id::new(lane.scalar()?)).collect()
}

fn block(entry: &Entry, context: &Context<'_>, report: &mut Report) -> Option<BlockKind> {
    let what = format!("block `{}`", entry.key);
    let Some(word) = word_of(entry) else {
        let beside = ["enabled", "client", "weight", "share"];
        let mut parts = decode::entries(&entry.value, &what, report)?.iter();
        let typed = parts.find(|part| !beside.contains(&part.key.as_str()));
        let (span, message) = match typed {
            Some(part) => (part.key_span, format!("`{}` is no kind of block", part.key)),
            None => (entry.key_span, format!("{what} says no kind")),
        };
        let finding = Diagnostic::error(rules::BAD_VALUE, span, message);
        report.push(decode::with_nearest(finding, typed.map_or("", |part| &part.key), &WORDS, "kinds"));
        return None;
    };
    let mut fields = Fields::new(&entry.value, &what, report)?;
    let inner = fields.require(word, report)?;
    let mut options = Options { context, enabled: true, client: None };
    if ["source", "rollout", "action"].contains(&word) {
        let enabled = fields.take("enabled");
        options.enabled = enabled.is_none_or(|node| decode::bool(node, "`enabled`", report).unwrap_or(true));
    }
    if word == "source" {
        options.client = fields.take("client");
    }
    if word == "depends" {
        let weight = (fields.take("weight"), fields.take("share"));
        fields.finish(report);
        return options.depends(inner, weight, report);
    }
    fields.finish(report);
    match word {
        "source" => options.source(inner, report),
        "pool" => options.pool(inner, report),
        "cache" => options.cache(inner, report),
        "rollout" => options.rollout(inner, report),
        _ => action::decode(inner, context, options.enabled, report).map(BlockKind::Action),
    }
}

pub(super) struct Options<'a, 'b> {
    pub(super) context: &'a Context<'b>,
    pub(super) enabled: bool,
    pub(super) client: Option<&'a Node>,
}

impl Options<'_, '_> {
    pub(super) fn read(&self, node: Option<&Node>, default: Expr, may: May, report: &mut Report) -> Option<Expr> {
        let Expr::Const(quantity) = default else { return None };
        node.map_or(Some(default), |node| self.context.scope.read(node, quantity.dim, may, report))
    }

    fn cache(&self, node: &Node, report: &mut Report) -> Option<BlockKind> {
        let scope = self.context.scope;
        let mut fields = Fields::new(node, "a cache", report)?;
        let (ttl, refresh) = (fields.require("ttl", report), fields.require("refresh", report));
        let (retry, keys, ages) = (fields.take("retry"), fields.take("keys"), fields.take("ages"));
        fields.finish(report);
        let ttl = scope.read(ttl?, Dim::DURATION, May::Params, report);
        let refresh = self.refresh(refresh?, (retry, keys), report);
        let words = [("uniform", Ages::Uniform), ("exponential", Ages::Exponential)];
        let ages = ages.map_or(Some(Ages::Uniform), |node| decode::one_of(node, "`ages`", &words, report));
        Some(BlockKind::Cache(CacheBlock { ttl: ttl?, refresh: refresh?, ages: ages? }))
    }

    /// Reads a pool that refreshes records ahead of time, or a source whose calls bring missing ones back.
    fn refresh(
        &self,
        node: &Node,
        (retry, keys): (Option<&Node>, Option<&Node>),
        report: &mut Report,
    ) -> Option<Refresh> {
        let name = decode::scalar(node, "`refresh`", report)?;
        let source = self.context.index.iter().find(|(id, kind, _)| *kind == "source" && id.as_str() == name);
        let Some((source, _, _)) = source else {
            let lane = self.context.lane_named(name, node, report);
            let retry = self.read(retry, Expr::constant(5.0, Dim::DURATION), May::Params, report);
            return Some(Refresh::Ahead { lane: lane?, retry: retry? });
        };
        let Some(keys) = keys else {
            let message = format!("a cache that `{source}` fills says how many records it has");
            let finding = Diagnostic::error(rules::MISSING_KEY, node.span, message);
            report.push(finding.hint("add `keys: 1000000`"));
            return None;
        };
        let keys = self.context.scope.read(keys, Dim::NUMBER, May::Size, report)?;
        Some(Refresh::OnMiss { source: source.clone(), keys })
    }

    fn depends(
        &self,
        on: &Node,
        (weight, share): (Option<&Node>, Option<&Node>),
        report: &mut Report,
    ) -> Option<BlockKind> {
        let on = self.context.need(on, report);
        let weight = self.read(weight, Expr::constant(1.0, Dim::NUMBER), May::Size, report);
        let share = self.read(share, Expr::constant(1.0, Dim::Share), May::Params, report);
        Some(BlockKind::Depends(DependsBlock { on: on?, share: share?, weight: weight? }))
    }

    fn rollout(&self, node: &Node, report: &mut Report) -> Option<BlockKind> {
        let scope = self.context.scope;
        let mut fields = Fields::new(node, "a rollout", report)?;
        let effects = [fields.take("set"), fields.take("clear"), fields.take("undo")];
        let (waves, order, gate) = (fields.require("waves", report), fields.take("order"), fields.take("gate"));
        let (start, after) = (fields.take("start"), fields.take("after"));
        let (bake, takes) = (fields.take("bake"), fields.take("takes"));
        fields.finish(report);
        let effect = self.effect(node, effects, report);
        let waves = waves.and_then(|node| self::waves(node, report));
        let orders = [
            ("n", Order::Smallest),
            ("smallest", Order::Smallest),
            ("largest", Order::Largest),
            ("random", Order::Random),
            ("stratified", Order::Stratified),
        ];
        let order = order.map_or(Some(Order::Random), |node| decode::one_of(node, "`order`", &orders, report));
        let zero = || Expr::constant(0.0, Dim::DURATION);
        let start = match (start, after) {
            (None, Some(after)) => action::after(after, self.context, report),
            (start, None) => self.read(start, Expr::constant(0.0, Dim::Instant), May::Params, report).map(Start::At),
            (Some(_), Some(after)) => {
                let finding = Diagnostic::error(rules::BAD_VALUE, after.span, "a rollout says what starts it, once");
                report.push(finding.hint("write `start: 15:12` or `after: removed + 5m`"));
                None
            }
        };
        let bake = self.read(bake, zero(), May::Params, report);
        let takes = self.read(takes, zero(), May::Params, report);
        let gate = match gate {
            Some(node) => Some(scope.read(node, Dim::Truth, May::Fleet, report)?),
            None => None,
        };
        let (effect, waves, order) = (effect?, waves?, order?);
        Some(BlockKind::Rollout(RolloutBlock {
            effect,
            waves,
            order,
            start: start?,
            bake: bake?,
            takes: takes?,
            enabled: self.enabled,
            gate,
        }))
    }

    fn effect(&self, node: &Node, [set, clear, undo]: [Option<&Node>; 3], report: &mut Report) -> Option<Effect> {
        match (set, clear, undo) {
            (None, None, None) => Some(Effect::Mark),
            (Some(set), None, None) => Some(Effect::Switch(self.context.switch(set, report)?, true)),
            (None, Some(clear), None) => Some(Effect::Switch(self.context.switch(clear, report)?, false)),
            (None, None, Some(undo)) => self.context.block(undo, "rollout", report).map(Effect::Undo),
            _ => {
                let finding = Diagnostic::error(rules::BAD_VALUE, node.span, "a rollout does one thing");
                report
                    .push(finding.hint("keep one of `set: SOURCE.enabled`, `clear: SOURCE.enabled`, `undo: ROLLOUT`"));
                None
            }
        }
    }
}

/// Reads shares that rise to 100 %.
fn waves(node: &Node, report: &mut Report) -> Option<Vec<f64>> {
    let items = decode::one_or_list(node);
    let share = |item: &Node| crate::base::expr::parse_quantity(item.scalar()?).filter(|q| q.dim == Dim::Share);
    let shares: Option<Vec<f64>> = items.iter().map(|item| share(item).map(|quantity| quantity.value)).collect();
    let rising = |shares: &Vec<f64>| {
        shares.windows(2).all(|pair| pair[0] < pair[1])
            && shares.first().is_some_and(|first| *first > 0.0)
            && shares.last().is_some_and(|last| (last - 1.0).abs() < 1e-12)
    };
    let shares = shares.filter(rising);
    if shares.is_none() {
        let finding = Diagnostic::error(rules::BAD_VALUE, node.span, "waves are shares that rise to 100%");
        report.push(finding.hint("write the share reached after each wave: `[1%, 10%, 50%, 100%]`"));
    }
    shares
}

impl Context<'_> {
    /// Finds a block of a kind by a node that names it.
    pub(super) fn block(&self, node: &Node, word: &str, report: &mut Report) -> Option<Id> {
        let name = decode::scalar(node, "the name of a block", report)?;
        self.named(name, word, node, report)
    }

    /// Finds what users need: a cache, a rollout, a pool or one of its lanes.
    fn need(&self, node: &Node, report: &mut Report) -> Option<Need> {
        let name = decode::scalar(node, "the name of a block", report)?;
        let block = name.split('.').next().unwrap_or(name);
        match self.index.iter().find(|(id, _, _)| id.as_str() == block) {
            Some((id, "cache", _)) => Some(Need::Cache(id.clone())),
            Some((id, "rollout", _)) => Some(Need::Rollout(id.clone())),
            Some((_, "pool", _)) => self.lane_named(name, node, report).map(Need::Pool),
            // That it says no kind has been told.
            Some((_, "", _)) => None,
            found => {
                let fits = |kind: &str| ["cache", "rollout", "pool"].contains(&kind);
                let known: Vec<&str> =
                    self.index.iter().filter(|(_, kind, _)| fits(kind)).map(|(id, _, _)| id.as_str()).collect();
                let message = match found {
                    Some((_, kind, _)) => format!("`{block}` is of the kind `{kind}`, on which nobody depends"),
                    None => format!("there is no cache, pool or rollout `{block}`"),
                };
                let finding = Diagnostic::error(rules::UNKNOWN_NAME, node.span, message);
                report.push(decode::with_nearest(finding, block, &known, "there are"));
                None
            }
        }
    }

    /// Reports an option that the scenario's fidelity lacks.
    pub(super) fn only(&self, fidelity: Fidelity, node: Option<&Node>, key: &str, report: &mut Report) {
        if let Some(node) = node.filter(|_| self.fidelity != fidelity) {
            let (needs, has) = (fidelity.word(), self.fidelity.word());
            let message = format!("`{key}` needs `fidelity: {needs}`, and this model is computed as {has}");
            let finding = Diagnostic::error(rules::FIDELITY, node.span, message);
            report.push(
                finding.hint(format!("take the option out, or write `fidelity: {needs}` at the top of the model")),
            );
        }
    }

    /// Finds a block of a kind by name.
    pub(super) fn named(&self, name: &str, word: &str, node: &Node, report: &mut Report) -> Option<Id> {
        let of_kind = || self.index.iter().filter(|(_, kind, _)| *kind == word);
        let found = of_kind().find(|(id, _, _)| id.as_str() == name);
        let other = self.index.iter().find(|(id, _, _)| id.as_str() == name).map(|(_, kind, _)| *kind);
        // That it says no kind has been told.
        if found.is_none() && other != Some("") {
            let known: Vec<&str> = of_kind().map(|(id, _, _)| id.as_str()).collect();
            let message = match other {
                Some(kind) => format!("`{name}` is of the kind `{kind}`; a `{word}` is wanted here"),
                None => format!("there is no {word} block `{name}`"),
            };
            let finding = Diagnostic::error(rules::UNKNOWN_NAME, node.span, message);
            report.push(decode::with_nearest(finding, name, &known, "there are"));
        }
        found.map(|(id, _, _)| id.clone())
    }

    /// Reads `pool.lane`, or a pool alone for its last lane.
    pub(super) fn lane(&self, node: &Node, report: &mut Report) -> Option<Lane> {
        let text = decode::scalar(node, "a pool", report)?;
        self.lane_named(text, node, report)
    }

    /// Finds `pool.lane` by name.
    pub(super) fn lane_named(&self, text: &str, node: &Node, report: &mut Report) -> Option<Lane> {
        let (name, lane) = text.split_once('.').map_or((text, None), |(name, lane)| (name, Some(lane)));
        let pool = self.named(name, "pool", node, report)?;
        let lanes = self.index.iter().find(|(id, _, _)| *id == pool).map_or(&[][..], |(_, _, lanes)| lanes);
        let Some(lane) = lane else { return Some(Lane { pool, lane: lanes.len().saturating_sub(1) }) };
        let Some(index) = lanes.iter().position(|known| known.as_str() == lane) else {
            let known: Vec<&str> = lanes.iter().map(Id::as_str).collect();
            let finding = Diagnostic::error(rules::UNKNOWN_NAME, node.span, format!("`{pool}` has no lane `{lane}`"));
            report.push(decode::with_nearest(finding, lane, &known, "lanes"));
            return None;
        };
        Some(Lane { pool, lane: index })
    }

    /// Reads `source.enabled`.
    pub(super) fn switch(&self, node: &Node, report: &mut Report) -> Option<Id> {
        let text = decode::scalar(node, "a switch", report)?;
        let Some(name) = text.strip_suffix(".enabled") else {
            let finding = Diagnostic::error(rules::BAD_VALUE, node.span, format!("`{text}` cannot be switched"));
            report.push(finding.hint("name a source: `telem.enabled`"));
            return None;
        };
        self.named(name, "source", node, report)
    }
}
