"""发展党员: from the application to full membership, five stages, their steps and their periods as rows."""
