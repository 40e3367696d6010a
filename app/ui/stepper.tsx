type StepperProps = {
  current: number
  total: number
  /** « Étape 2 sur 6 » */
  text: string
  title: string
  /** « Étape suivante : Colonnes » */
  next?: string
}

/** Where one is in a form of several pages: its title is the page's `h1`. */
export function Stepper({ current, total, text, title, next }: StepperProps) {
  const steps = Array.from({ length: total }, (_, index) => index + 1)
  return (
    <div className="stepper">
      <h1>
        <span className="block text-base font-normal tracking-normal text-muted">{text}</span> {title}
      </h1>
      <div className="stepper-bar" aria-hidden="true">
        {steps.map((step) => (
          <span key={step} className={step <= current ? 'done' : undefined} />
        ))}
      </div>
      {next && <p className="count mt-2">{next}</p>}
    </div>
  )
}
