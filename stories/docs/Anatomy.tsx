import { useLayoutEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import type { PartRow } from '../ComponentContract.ts';
import './docs.css';

interface Marker {
  readonly number: number;
  readonly name: string;
  readonly left: number;
  readonly top: number;
}

const WIDTH = 20;

/** A component with its parts outlined and numbered as in the table of them. The first of each kind has the number. */
export function Anatomy({ parts, children }: { parts: readonly PartRow[]; children: ReactNode }): ReactElement {
  const picture = useRef<HTMLDivElement>(null);
  const [markers, setMarkers] = useState<readonly Marker[]>([]);
  useLayoutEffect(() => {
    const frame = picture.current;
    if (!frame) return undefined;
    const place = (): void => setMarkers(markersIn(frame, parts));
    const observer = new ResizeObserver(place);
    observer.observe(frame);
    // Other glyphs move parts in a frame that stays as it is.
    document.fonts.addEventListener('loadingdone', place);
    return () => {
      observer.disconnect();
      document.fonts.removeEventListener('loadingdone', place);
    };
  }, [parts]);
  return (
    <div className="anatomy">
      <div ref={picture} className="anatomy__picture">
        {children}
      </div>
      {markers.map(({ number, name, left, top }) => (
        <span key={name} className="anatomy__marker" title={name} style={{ left, top }} aria-hidden="true">
          {number}
        </span>
      ))}
    </div>
  );
}

/** Each at the upper corner of its part, beside those that are there already. */
function markersIn(frame: HTMLElement, parts: readonly PartRow[]): readonly Marker[] {
  const { left: fromLeft, top: fromTop } = frame.getBoundingClientRect();
  const markers: Marker[] = [];
  for (const [index, { name }] of parts.entries()) {
    const part = frame.querySelector(`[data-part="${name}"]`);
    const box = part?.getBoundingClientRect();
    if (!box || box.width <= 1) continue;
    const top = box.top - fromTop;
    let left = box.left - fromLeft;
    while (markers.some((other) => Math.abs(other.top - top) < WIDTH && Math.abs(other.left - left) < WIDTH)) left += WIDTH;
    markers.push({ number: index + 1, name, left, top });
  }
  return markers;
}
