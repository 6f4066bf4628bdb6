/**
 * $1 shadow, $2 flow as text, $3 the moment, $4 tags. `own`: what the shadow would claim; `live`: what the flow claims in truth, of the
 * customers whom the shadow has met; `hand`: the last word of people; `differing`: where they do not say the same.
 */
export const COMPARISON = `
  met AS MATERIALIZED (SELECT customer_id FROM shadow_customers WHERE shadow_id = $1),
  own AS MATERIALIZED (
    SELECT customer_id, tag_id, stance, value, coalesce(value, 'null') AS key, evidence FROM shadow_states
    WHERE shadow_id = $1 AND stance IS NOT NULL AND claimed AND (expires_at IS NULL OR expires_at > $3)),
  live AS MATERIALIZED (
    SELECT c.customer_id, c.tag_id, c.stance, c.value, coalesce(c.value, 'null') AS key FROM claims c JOIN met USING (customer_id)
    WHERE c.source = 'flow' AND c.source_id = $2 AND (c.expires_at IS NULL OR c.expires_at > $3)),
  hand AS MATERIALIZED (
    SELECT DISTINCT ON (c.customer_id, c.tag_id) c.customer_id, c.tag_id, c.stance, c.value, coalesce(c.value, 'null') AS key,
      c.source_name AS by_name
    FROM claims c JOIN met USING (customer_id)
    WHERE c.source = 'person' AND c.source_id NOT LIKE 'key:%' AND c.tag_id = ANY($4::int[])
      AND (c.expires_at IS NULL OR c.expires_at > $3)
    ORDER BY c.customer_id, c.tag_id, c.since DESC, c.id DESC),
  word AS (
    SELECT DISTINCT ON (customer_id, tag_id) customer_id, tag_id, stance, value, key, evidence FROM own
    ORDER BY customer_id, tag_id, stance DESC),
  beside_live AS (
    SELECT coalesce(o.customer_id, l.customer_id) AS customer_id, coalesce(o.tag_id, l.tag_id) AS tag_id,
      coalesce(o.stance, l.stance) AS stance, coalesce(o.key, l.key) AS key, coalesce(o.value, l.value) AS value, o.evidence,
      CASE WHEN l.customer_id IS NULL THEN 'only_shadow' WHEN o.customer_id IS NULL THEN 'only_live' ELSE 'both' END AS kind
    FROM own o FULL JOIN live l ON l.customer_id = o.customer_id AND l.tag_id = o.tag_id AND l.stance = o.stance AND l.key = o.key),
  beside_hand AS (
    SELECT h.customer_id, h.tag_id, h.stance, h.value, h.by_name, w.stance AS own_stance, w.value AS own_value, w.evidence,
      CASE WHEN w.customer_id IS NULL THEN CASE h.stance WHEN 'assert' THEN 'only_people' ELSE 'none' END
        WHEN w.stance = h.stance AND (w.key = h.key OR h.stance = 'forbid') THEN 'agree' ELSE 'contradicts' END AS kind
    FROM hand h LEFT JOIN word w USING (customer_id, tag_id))`;

/** Without a live version «only the shadow» says nothing: there is nothing beside it. */
export const DIFFERING = `
  differing AS (
    SELECT b.customer_id, b.tag_id, b.kind,
      CASE b.kind WHEN 'only_shadow' THEN jsonb_build_object('stance', b.stance, 'value', b.value) END AS shadow,
      CASE b.kind WHEN 'only_live' THEN jsonb_build_object('stance', b.stance, 'value', b.value) END AS other,
      NULL::text AS by_name,
      coalesce(b.evidence, (SELECT s.evidence FROM shadow_states s WHERE s.shadow_id = $1 AND s.customer_id = b.customer_id
        AND s.tag_id = b.tag_id AND s.stance = b.stance AND coalesce(s.value, 'null') = b.key)) AS evidence
    FROM beside_live b WHERE b.kind <> 'both'
    UNION ALL
    SELECT b.customer_id, b.tag_id, b.kind,
      CASE WHEN b.own_stance IS NOT NULL THEN jsonb_build_object('stance', b.own_stance, 'value', b.own_value) END,
      jsonb_build_object('stance', b.stance, 'value', b.value), b.by_name, b.evidence
    FROM beside_hand b WHERE b.kind IN ('only_people', 'contradicts'))`;
