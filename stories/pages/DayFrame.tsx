import { useEffect, useState, type ReactElement } from 'react';
import { messagesOf } from '../../.storybook/locales.ts';
import { App, type Route } from './App.tsx';
import { MINUTE, type Day } from './day.ts';
import { textsOf } from './texts.ts';
import './DayFrame.css';

interface DayFrameProps {
  day: Day;
  locale: string;
  /** The page that is shown first. */
  start: Route;
}

/** The product, and above it what it does not control: the time, and other people. */
export function DayFrame({ day, locale, start }: DayFrameProps): ReactElement {
  const texts = textsOf(locale);
  const [route, setRoute] = useState(start);
  const [time, setTime] = useState(day.now);
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (day.speed === 0) return undefined;
    const timer = setInterval(() => setTime(day.now()), 500);
    return () => clearInterval(timer);
  }, [day]);
  const clock = new Intl.DateTimeFormat(texts.locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return (
    <>
      <section className="day" aria-label={texts.day}>
        <span>
          {texts.clock} <strong>{clock.format(time)}</strong>
        </span>
        <button
          type="button"
          className="host-button"
          onClick={() => {
            day.skip(MINUTE);
            setTime(day.now());
          }}
        >
          {texts.skip}
        </button>
        <button type="button" className="host-button" onClick={() => setSaid(day.overtake(route) ? texts.overtaken : texts.nothingToOvertake)}>
          {texts.overtake}
        </button>
        <button
          type="button"
          className="host-button"
          onClick={() => {
            day.loseNextAnswer();
            setSaid(texts.loses);
          }}
        >
          {texts.lose}
        </button>
        <span role="status">{said}</span>
      </section>
      <App api={day.api} locale={locale} messages={messagesOf(locale)} route={route} onRoute={setRoute} />
    </>
  );
}
