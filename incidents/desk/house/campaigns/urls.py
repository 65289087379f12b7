"""The addresses of appeals at the desk."""

from django.urls import path

from incidents.desk.house.campaigns import views

at_desk = [
    path("campaigns/", views.listed, name="campaigns"),
    path("campaigns/new/", views.new, name="new-campaign"),
    path("campaigns/<int:campaign>/", views.one, name="campaign"),
    path("campaigns/<int:campaign>/amount/", views.amount, name="campaign-amount"),
]
