"""The addresses of pictures, quoted posts and videos at the desk."""

from django.urls import path

from incidents.desk.material.media import views

urlpatterns = [
    path("media/<str:name>", views.picture, name="picture"),
    path("<int:pk>/media/", views.listed, name="media"),
    path("<int:pk>/media/lead/", views.lead, name="lead-media"),
    path("<int:pk>/media/upload/", views.upload, name="upload-picture"),
    path("<int:pk>/media/<int:number>/", views.one, name="medium"),
    path("<int:pk>/media/<int:number>/remove/", views.remove, name="remove-medium"),
]
