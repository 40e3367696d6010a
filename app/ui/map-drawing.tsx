/** A map: a picture of the land, bubbles over it. Needs no script; the same figures stand in a table beside it. */

/** A place, or several together, drawn as a circle with its number. */
export interface MapBubble {
  /** What it is called: a town, or what all that is counted in it lies in. */
  city: string
  /** The same with its number, in words. */
  said: string
  count: number
  x: number
  y: number
  r: number
  to: string
  /** The name beside it, where there is room. */
  name: { x: number; y: number; end: boolean } | null
}

/** The land as far as it is shown; `insets`: territories in frames of their own. */
export interface GroundShown {
  width: number
  height: number
  href: string
  x: number
  y: number
  zoom: number
  insets: { name: string; x: number; y: number; side: number }[]
}

type MapDrawingProps = { ground: GroundShown; bubbles: readonly MapBubble[]; title: string }

/** The number inside and the town's name beside are read with the link, which says both. */
export function MapDrawing({ ground, bubbles, title }: MapDrawingProps) {
  const { width, height, zoom } = ground
  return (
    <figure className="map">
      <svg viewBox={`0 0 ${width} ${height}`}>
        <title>{title}</title>
        <image href={ground.href} x={ground.x} y={ground.y} width={width * zoom} height={height * zoom} />
        {ground.insets.map(({ name, x, y, side }) => (
          <text key={name} className="map-inset" x={x + side / 2} y={y - 7} textAnchor="middle">
            {name}
          </text>
        ))}
        {bubbles.map((bubble) => (
          <Spot key={`${bubble.city} ${bubble.to}`} bubble={bubble} />
        ))}
      </svg>
    </figure>
  )
}

function Spot({ bubble: { city, said, count, x, y, r, to, name } }: { bubble: MapBubble }) {
  return (
    <a href={to} className="map-spot" data-count={count}>
      <title>{said}</title>
      <circle className="map-reach" cx={x} cy={y} r={Math.max(r, 22)} />
      <circle className="map-bubble" cx={x} cy={y} r={r} />
      <text className="map-count" x={x} y={y} dy=".36em" textAnchor="middle">
        {count}
      </text>
      {name && (
        <text className="map-name" {...{ x: name.x, y: name.y }} dy=".36em" textAnchor={name.end ? 'end' : 'start'}>
          {city}
        </text>
      )}
    </a>
  )
}
