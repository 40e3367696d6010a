/** The gallery alive: what the server sent is taken over in the browser, as the product does. */
import { hydrateRoot } from 'react-dom/client'
import { createBrowserRouter, RouterProvider } from 'react-router-dom'
import { FormErrorsPage } from './form-pages.tsx'
import { DirectoryPage, ProfilePage } from './member-pages.tsx'

const router = createBrowserRouter([
  { path: '/annuaire', Component: DirectoryPage },
  { path: '/profil/:handle', Component: ProfilePage },
  { path: '/directory', Component: DirectoryPage },
  { path: '/form-errors', Component: FormErrorsPage },
])

hydrateRoot(document.getElementById('root')!, <RouterProvider router={router} />)
